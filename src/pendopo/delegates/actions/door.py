"""Trying an answer to what a link asks."""

import hmac

from pendopo.delegates.errors import LinkShut
from pendopo.delegates.models.link import Link
from pendopo.delegates.queries.door import Question, is_shut


def tried(link: Link, question: Question, digits: str) -> bool:
    """Whether four digits are right; each wrong answer counts, the right one forgets them. The caller holds the link.

    Raises LinkShut when there were too many.
    """
    if is_shut(link, question):
        raise LinkShut
    right = hmac.compare_digest(digits.strip().encode(), question.answer.encode())
    missed = 0 if right else link.missed + 1
    if missed != link.missed:
        link.missed = missed
        link.save(update_fields=["missed"])
    return right
