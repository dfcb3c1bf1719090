"""The people whose part a visitor of the demonstration may play."""

from django import template

from pendopo.accounts.queries import DemonstrationPerson
from pendopo.accounts.queries import demonstration_people as people

register = template.Library()


@register.simple_tag
def demonstration_people() -> list[DemonstrationPerson]:
    """One account per role in the demonstration, nobody anywhere else."""
    return people()
