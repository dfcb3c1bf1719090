"""`pendopo thread AGR-4 --convening wgwc-2024`: a thread in the terminal, as an indented tree."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override
from django_scopes import scope

from pendopo.convenings.models import Convening
from pendopo.cooperation.models import Agreement, Commitment, Meeting
from pendopo.cooperation.queries import thread as threads
from pendopo.core.times import today
from pendopo.core.urls import use_convening

Finder = tuple[Any, Callable[..., threads.Thread], tuple[str, ...]]
FINDERS: tuple[Finder, ...] = (
    (Agreement, threads.thread_of_agreement, ("meeting__convening",)),
    (Commitment, threads.thread_of_commitment, ("agreement__meeting__convening",)),
    (Meeting, threads.thread_of_meeting, ("convening",)),
)


class Command(BaseCommand):
    """Print where a meeting, an agreement or a commitment came from and what came of it."""

    help = "Print the thread of a meeting, an agreement or a commitment."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which object, of which convening, in which language."""
        parser.add_argument("code", help="such as MTG-3, AGR-4 or COM-10")
        parser.add_argument("--convening", required=True, help="the address (slug) of the convening")
        parser.add_argument("--lang", choices=["id", "en"], default="id")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find the object, grow its thread, print it."""
        convening = Convening.objects.filter(slug=options["convening"]).first()
        if convening is None:
            raise CommandError(f"There is no convening {options['convening']!r}.")
        with scope(convening=convening), use_convening(convening.slug), override(options["lang"]):
            grown = self._find(options["code"].upper(), convening)
            for depth, node in grown.root.walk():
                self.stdout.write("  " * depth + line_of(node))

    def _find(self, code: str, convening: Convening) -> threads.Thread:
        for model, grow, related in FINDERS:
            if found := model.objects.select_related(*related).filter(code=code).first():
                return grow(found, today(convening.time_zone))
        raise CommandError(f"Convening {convening.slug!r} has no meeting, agreement or commitment {code!r}.")


def line_of(node: threads.Node) -> str:
    """One node in one line: code, title, words of the paragraph, owner, day and status."""
    said = " ".join(part for part in (node.code, node.title) if part)
    if node.kind == "paragraph" and node.text:
        said += ": " + " ".join(node.text.split())
    details = [part for part in (node.owner, node.when, node.status.text if node.status else "") if part]
    line = f"{said} ({', '.join(details)})" if details else said
    return f"> {line}" if node.is_current else f"- {line}"
