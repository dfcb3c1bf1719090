"""A commitment begun at a paragraph already stands under the agreement of that paragraph."""

import pytest
from tests.cooperation.factories import make_agreement, make_meeting, make_paragraph

from pendopo.cooperation.queries.agreement import agreement_around

pytestmark = pytest.mark.django_db


def test_paragraph_brings_its_own_agreement(sari):
    meeting = make_meeting(sari)
    paragraph = make_paragraph(meeting, sari)
    agreement = make_agreement(meeting, sari, paragraph=paragraph)

    assert agreement_around(str(paragraph.pk)) == agreement


def test_paragraph_without_agreement_brings_none(sari):
    assert agreement_around(str(make_paragraph(make_meeting(sari), sari).pk)) is None


def test_nonsense_in_the_address_brings_none(convening):
    assert agreement_around("1 OR 1=1") is None
