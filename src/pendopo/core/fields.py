"""Columns that are encrypted at rest; a query can neither search nor sort by them."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from pendopo.core.sealing import seal, unseal


class SealedText(models.BinaryField):
    """A text that the database holds only sealed; an empty text is held as NULL."""

    description = "Text, encrypted at rest"
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **(kwargs | {"null": True, "blank": True, "editable": True}))

    @property
    def place(self) -> str:
        """What a sealed value is bound to: the column it stands in."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """The text again."""
        return self.opened(None if value is None else unseal(bytes(value), self.place))

    def get_prep_value(self, value: Any) -> Any:
        """The sealed bytes."""
        text = self.closed(value)
        return None if text is None else seal(text, self.place)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Bytes as the database takes them."""
        bound = value if prepared else self.get_prep_value(value)
        return None if bound is None else connection.Database.Binary(bound)

    def opened(self, text: str | None) -> Any:
        """What Python sees of a text that was read."""
        return text or ""

    def closed(self, value: Any) -> str | None:
        """The text to seal, or None for nothing."""
        return str(value) if value else None

    def to_python(self, value: Any) -> Any:
        """Texts as they are."""
        return value

    def value_to_string(self, obj: models.Model) -> str:
        """For serializers: the text, readable."""
        return str(self.value_from_object(obj) or "")


class SealedJSON(SealedText):
    """A dictionary of plain JSON that the database holds only sealed; an empty one is held as NULL."""

    description = "JSON object, encrypted at rest"

    def opened(self, text: str | None) -> Any:
        """The dictionary again."""
        return json.loads(text) if text else {}

    def closed(self, value: Any) -> str | None:
        """Canonical JSON."""
        return json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False) if value else None
