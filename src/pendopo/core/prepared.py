"""Reads for pages that many open at once: the SQL is made once in a process, afterwards only filled in.

Most of what a small read costs is Django writing its SQL anew. A prepared read writes it at the first call
of each language, and its rows become whatever `row` makes of the columns, each under its name.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from threading import Lock
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Expression, Field, QuerySet, UUIDField
from django.utils.translation import get_language
from django_scopes import get_scope, scope
from django_scopes.exceptions import ScopeError

Row = TypeVar("Row")
Rows = QuerySet[Any, Any]


class Given(Expression):
    """A value that each call names: `filter(slug=Given("slug", SlugField()))`."""

    def __init__(self, name: str, field: Field) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """One place, with this very object in it until a value is given."""
        return "%s", [self]


class Prepared(Generic[Row]):
    """A queryset of `values`, run again and again; inside its convening, like any other read.

    Raises ScopeError outside a convening if it reads what belongs to one.
    """

    def __init__(self, query: Callable[[], Rows], row: Callable[..., Row]) -> None:
        self._query, self._row = query, row
        self._made: dict[tuple[str, str | None], Statement] = {}
        self._lock = Lock()

    def __call__(self, **given: Any) -> list[Row]:
        key = connection.alias, get_language()
        made = self._made.get(key) or self._make(key)
        row, names = self._row, made.names
        return [row(**dict(zip(names, values, strict=True))) for values in made.run(given)]

    def first(self, **given: Any) -> Row | None:
        """The first row, or None."""
        rows = self(**given)
        return rows[0] if rows else None

    def _make(self, key: tuple[str, str | None]) -> "Statement":
        with self._lock, scope(convening=Given("convening", UUIDField())):
            made = self._made[key] = Statement(self._query())
        return made


def whole(
    model: type[Row],
    query: Callable[[], Any],
    *related: str,
    only: Mapping[str, Collection[str]] | None = None,
) -> Prepared[Row]:
    """A prepared read of whole rows with the rows they point at by the names `related`, the nearer ones first.

    `only` names the columns to take of a related row; the others are read when somebody asks for them.
    """
    parts: dict[str, Any] = {"": model}
    for name in related:
        nearer, _between, last = name.rpartition("__")
        parts[name] = parts[nearer]._meta.get_field(last).related_model
    columns = {name: _columns(part, (only or {}).get(name)) for name, part in parts.items()}
    names = [f"{name}__{column}" if name else column for name in parts for column in columns[name]]

    def row(**values: Any) -> Any:
        found, taken = {}, iter(values[name] for name in names)
        for name, part in parts.items():
            own = [next(taken) for _column in columns[name]]
            found[name] = part.from_db(connection.alias, columns[name], own)
        for name in related:
            nearer, _between, last = name.rpartition("__")
            setattr(found[nearer], last, None if found[name].pk is None else found[name])
        return found[""]

    return Prepared(lambda: _as_stored(query()).values(*names), row)


def _columns(model: Any, only: Collection[str] | None) -> list[str]:
    names = [field.attname for field in model._meta.concrete_fields]
    return [name for name in names if only is None or name in only]


def _as_stored(rows: Any) -> Rows:
    """Column names mean columns, where a bilingual model would take the one of the current language."""
    return rows.rewrite(False) if hasattr(rows, "rewrite") else rows


class Statement:
    """The SQL of one queryset for one database and one language, with how its columns become values."""

    def __init__(self, rows: Rows) -> None:
        compiler = rows.query.get_compiler(connection=connection)
        self.sql, self.places = compiler.as_sql()
        self.names = tuple(rows.query.selected or ())
        self.converters = compiler.get_converters([one[0] for one in compiler.select])

    def run(self, given: dict[str, Any]) -> Iterable[list[Any]]:
        """The rows with every place filled in."""
        filled = [_value(place, given) if isinstance(place, Given) else place for place in self.places]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled)
            found = [list(row) for row in cursor.fetchall()]
        for position, (converters, expression) in self.converters.items():
            for row in found:
                for convert in converters:
                    row[position] = convert(row[position], expression, connection)
        return found


def _value(place: Given, given: dict[str, Any]) -> Any:
    value = given.get(place.name) if place.name in given else _scoped(place.name)
    return place.output_field.get_db_prep_value(value, connection)


def _scoped(name: str) -> Any:
    within = get_scope().get(name)
    if within is None:
        raise ScopeError(f"A prepared read needs {name!r}; name it, or call inside its scope.")
    return within.pk
