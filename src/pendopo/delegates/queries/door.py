"""What a link asks before its page opens."""

from dataclasses import dataclass

from pendopo.delegates.models.link import Link

TRIES = 5


@dataclass(frozen=True, slots=True)
class Question:
    """What a visitor is asked before anything personal is shown: four digits, of "phone" or of "year"."""

    kind: str
    answer: str
    tries: int = TRIES


def of_phone(number: str) -> Question | None:
    """The end of a telephone number; None where there is none."""
    return Question("phone", number[-4:]) if number else None


def is_shut(link: Link, question: Question | None) -> bool:
    """Whether too many answers were wrong."""
    return question is not None and link.missed >= question.tries
