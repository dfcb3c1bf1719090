"""Numbers and names that solvers give, as people read them."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from pendopo.runs.enums import GOALS, Outcome, Question
from pendopo.runs.models import Run

register = template.Library()
_CHOICE = re.compile(r"choice (\d+)")


@register.filter
def figure(value: Any) -> str:
    """Whole numbers in full, others to four places; a dash for none."""
    if value is None or value == "":
        return "–"
    exact = Fraction(value)
    if exact.denominator == 1:
        return number_format(exact.numerator, use_l10n=True, force_grouping=True)
    shown = round(Decimal(exact.numerator) / Decimal(exact.denominator), 4).normalize()
    return number_format(f"{shown:f}")


@register.filter
def gap(share: float | None) -> str:
    """3.7%, or 3,7%; "proved" has a gap of 0%."""
    return "–" if share is None else f"{number_format(round(Decimal(share * 100), 2).normalize())}%"


@register.filter
def goal_gap(goal: dict[str, Any]) -> str:
    """How far the bound of a goal lies from its value."""
    return gap(Run(best=str(goal["value"]), bound="" if goal["bound"] is None else str(goal["bound"])).gap)


@register.filter
def goal_word(name: str) -> str:
    """A goal of a solver in words; one that we have no words for stays as it is."""
    if match := _CHOICE.fullmatch(name):
        return _("people who get their choice number %(rank)s") % {"rank": match[1]}
    return str(GOALS.get(name, name))


@register.filter
def question_word(run: Run) -> str:
    """What a run computes."""
    return str(Question(run.question).label) if run.question in Question.values else _("Another computation")


@register.filter
def outcome_word(run: Run) -> str:
    """What is known at the end of a run."""
    status = run.outcome.get("status")
    return str(Outcome(status).label) if status in Outcome.values else "–"


@register.simple_tag
def command_line(run: Run) -> str:
    """How anybody repeats the run, on lines that fit a phone; nothing where `pendopo plan` cannot."""
    if run.question not in Question.values:
        return ""
    same = " --deterministic" if run.limits.deterministic else f" --workers {run.workers}"
    limits = f"--seconds {run.seconds} \\\n  --seed {run.seed}{same}"
    return f"pendopo plan {run.question} problem.json \\\n  -o result.json {limits}"
