"""What a computation proved, in words: how fair the chances are, or why no panel meets the quotas."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pendopo.delegates.models import Selection
from pendopo.delegates.queries.pool import Document, limits_of
from pendopo.delegates.queries.selection import bound_text, words_of


@dataclass(frozen=True, slots=True)
class Broken:
    """One of the rules that cannot be kept together, with the key of its quota if it is one."""

    words: str
    quota: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no lottery: rules that cannot be kept together, and the smallest change that helps."""

    impossible: bool
    rules: tuple[Broken, ...]
    changes: tuple[str, ...]


def trouble(selection: Selection) -> Trouble | None:
    """What stands against a panel; None while nothing is known to."""
    told = selection.certificate
    if not told or selection.lottery:
        return None
    lines = {line["category"]: line for line in selection.legend}
    return Trouble(
        impossible=told["status"] == "infeasible",
        rules=tuple(_rule(one, lines, selection) for one in told["conflict"]),
        changes=tuple(_change(one, lines) for one in told["relaxation"]),
    )


def _rule(rule: Document, lines: Mapping[str, Document], selection: Selection) -> Broken:
    if rule["rule"] == "cap":
        return Broken(limits_in_words(selection)[rule["category"] or "organisation"])
    if rule["rule"] != "quota":
        seats = selection.problem["size"]
        return Broken(_("%(number)s seats in all, those that are held included.") % {"number": seats})
    line = lines[rule["category"]]
    least = rule["bound"] == "minimum"
    facts = {"who": words_of(line), "number": bound_text(line, "lower" if least else "upper")}
    said = _("%(who)s: at least %(number)s.") if least else _("%(who)s: at most %(number)s.")
    return Broken(said % facts, line["quota"])


def limits_in_words(selection: Selection) -> dict[str, str]:
    """The limits of a selection as sentences, by what they limit."""
    most = limits_of(selection)
    said = {
        "organisation": ngettext(
            "At most %(number)s person from one organisation.",
            "At most %(number)s people from one organisation.",
            most.get("organisation", 0),
        ),
        "household": ngettext(
            "At most %(number)s person of one household.",
            "At most %(number)s people of one household.",
            most.get("household", 0),
        ),
    }
    return {name: said[name] % {"number": number} for name, number in most.items()}


def _change(change: Document, lines: Mapping[str, Document]) -> str:
    line = lines[change["category"]]
    sign = "%" if line.get("share") else ""
    facts = {
        "who": words_of(line),
        "before": f"{change['before']}{sign}",
        "after": f"{change['after']}{sign}",
    }
    if change["bound"] == "minimum":
        return _("%(who)s: lower the minimum from %(before)s to %(after)s.") % facts
    return _("%(who)s: raise the maximum from %(before)s to %(after)s.") % facts


def certificate(selection: Selection) -> str:
    """How fair the chances are, and whether that is proved; nothing before they are computed."""
    if not selection.lottery:
        return ""
    if selection.certificate["status"] == "optimal":
        return _(
            "Proved: no lottery that keeps these quotas gives whoever has least more than here, "
            "and then whoever has second least, and so on."
        )
    goal = next(iter(selection.certificate["goals"]), {"value": 0, "bound": 1})
    return _(
        "Not proved to the end: whoever has least has %(chance)s, and no lottery gives them more than %(bound)s."
    ) % {"chance": _percent(goal["value"]), "bound": _percent(goal["bound"])}


def _percent(share: float | None) -> str:
    return f"{number_format(round(float(share or 0) * 100, 2), 2)}%"


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many people and seats a computed selection was about."""

    free: int
    kept: int
    gone: int
    seats: int


def numbers(selection: Selection) -> Numbers:
    """Counted from the problem that was computed."""
    kept, gone = len(selection.problem["keep"]), len(selection.problem["without"])
    return Numbers(len(selection.problem["people"]) - kept - gone, kept, gone, selection.problem["size"])
