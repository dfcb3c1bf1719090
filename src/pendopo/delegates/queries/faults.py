"""What can be wrong in a cell of a table: a word and facts when it is read, a sentence when somebody looks at it.

A table is kept until it is confirmed, and whoever looks at it may have changed the language since.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.enums import OrganisationKind
from pendopo.core.errors import PhoneHasLetters, PhoneTwice, PhoneUnreadable

REASONS: dict[str, str | Promise] = {
    "column_unknown": _("This column is not known and is left out. Known are: %(names)s."),
    "cells_many": _("This row has %(count)s cells, but there are %(width)s columns."),
    "contact_missing": _("A phone number or an e-mail address is needed, so that the invitation arrives."),
    "too_long": _("This is longer than %(most)s characters."),
    "name_missing": _("The name is missing."),
    "phone_unreadable": PhoneUnreadable.sentence,
    "phone_has_letters": PhoneHasLetters.sentence,
    "phone_twice": PhoneTwice.sentence,
    "email_unreadable": _("“%(text)s” is not an e-mail address."),
    "sex_unknown": _("“%(text)s” is not known here. Write P, L, or nothing."),
    "sector_unknown": _("“%(text)s” is no sector. Write one of: %(names)s."),
    "organisation_missing": _("The organisation is missing. Write its code, or choose it on the page."),
    "organisation_unknown": _("“%(text)s” is no organisation you nominate for."),
    "region_ambiguous": _("“%(text)s” fits several regions: %(names)s."),
    "region_unknown": _("No region is called “%(text)s”."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell: a key of `REASONS`, and the facts of its sentence."""

    line: int
    column: str
    code: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """The sentence, in the language of whoever reads it now."""
        facts = dict(self.facts)
        if self.code == "sector_unknown":
            facts["names"] = ", ".join(str(kind.label) for kind in OrganisationKind)
        return str(REASONS[self.code]) % facts


class Wrong(Exception):
    """The reason why a cell cannot be read."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def faults_in(data: Mapping[str, Any], most: int) -> list[Fault]:
    """The first faults of a table that was kept."""
    return [Fault(**one) for one in data.get("faults", [])[:most]]
