"""Relations between tables point the way imports do: down, or sideways inside one room."""

from django.apps import apps
from django.db.models import Model

LEVEL = {
    "core": 1,
    "accounts": 2,
    "convenings": 3,
    "runs": 4,
    "hosts": 5,
    "cooperation": 5,
    "delegates": 5,
    "press": 6,
    "web": 7,
    "demo": 7,
    "cli": 7,
}


def ours() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("pendopo.")]


def upward(model: type[Model]) -> list[str]:
    here = model._meta.app_label
    found = []
    for field in model._meta.get_fields():
        target = field.related_model
        if not field.concrete or not isinstance(target, type) or target._meta.app_label not in LEVEL:
            continue
        there = target._meta.app_label
        if there != here and LEVEL[there] >= LEVEL[here]:
            found.append(f"{model._meta.label}.{field.name} points up to {target._meta.label}")
    return found


def test_there_are_models_to_look_at():
    assert {"accounts", "convenings", "core"} <= {model._meta.app_label for model in ours()}


def test_no_relation_points_up_or_to_a_sibling():
    assert [fault for model in ours() for fault in upward(model)] == []


def test_every_room_with_tables_has_a_level():
    assert {model._meta.app_label for model in ours()} - set(LEVEL) == set()


def test_keys_outside_the_log_cannot_be_guessed():
    counted = [
        model._meta.label
        for model in ours()
        if model._meta.pk.get_internal_type() in {"AutoField", "BigAutoField", "SmallAutoField"}
        and not model._meta.auto_created
    ]

    assert [label for label in counted if label != "core.AuditEvent"] == []
