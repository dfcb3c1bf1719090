"""Teaches mypy the columns that django-modeltranslation adds: `title_ind` and `title_en` beside `title`."""

from collections.abc import Callable
from functools import partial

from mypy.nodes import MDEF, SymbolTableNode, Var
from mypy.plugin import ClassDefContext, Plugin
from mypy.types import AnyType, TypeOfAny
from mypy_django_plugin.django.context import DjangoContext
from mypy_django_plugin.main import NewSemanalDjangoPlugin


def add_columns(context: ClassDefContext, django_context: DjangoContext) -> None:
    """Give the class one attribute per translated column; text, a list or nothing, so the type stays open."""
    model = django_context.get_model_class_by_fullname(context.cls.fullname)
    if model is None:
        return
    for field in model._meta.get_fields():
        if hasattr(field, "translated_field") and field.name not in context.cls.info.names:
            column = Var(field.name, AnyType(TypeOfAny.explicit))
            column.info = context.cls.info
            column._fullname = f"{context.cls.fullname}.{field.name}"
            context.cls.info.names[field.name] = SymbolTableNode(MDEF, column, plugin_generated=True)


class TranslatedColumns(NewSemanalDjangoPlugin):
    """Django's plugin, and after its work on a model ours."""

    def get_base_class_hook(self, fullname: str) -> Callable[[ClassDefContext], None] | None:
        hook = super().get_base_class_hook(fullname)
        if isinstance(hook, partial) and "django_context" in hook.keywords:
            return partial(both, first=hook, django_context=self.django_context)
        return hook


def both(
    context: ClassDefContext, *, first: Callable[[ClassDefContext], None], django_context: DjangoContext
) -> None:
    first(context)
    add_columns(context, django_context)


def plugin(version: str) -> type[Plugin]:
    return TranslatedColumns
