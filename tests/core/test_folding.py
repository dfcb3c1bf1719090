"""The database folds text exactly as Python does."""

import pytest
from django.db.models import F

from pendopo.convenings.models import Convening
from pendopo.core.folding import folded, folded_places

TEXTS = [
    "plain ASCII, 100%",
    "Désa ÉCOLE Ünit Çelebi ñandú",
    "e\u0301cole o\u0302",
    "Łódź Đông Øre ħ ŧ ı İ",
    "Jum’at ‘Aisyiyah “Qur`an” 2023–2024",
    "ﬁesta … ½ ²",
    "no\u00a0break non\u2011breaking",
]


@pytest.mark.parametrize("text", TEXTS)
def test_database_folds_as_python_does(convening, text):
    Convening.objects.update(theme_ind=text)

    assert Convening.objects.values_list("theme_ind__folded", flat=True).get() == folded(text)


def test_nothing_folded_is_nothing(convening):
    Convening.objects.update(theme_en=None)

    assert Convening.objects.annotate(f=F("theme_en__folded")).get().f is None


def test_folding_is_small_letters_without_accents():
    assert folded("Désa JUM’AT") == "desa jum'at"


@pytest.mark.parametrize("text", TEXTS)
def test_letter_by_letter_gives_the_same(text):
    plain, places = folded_places(text)

    assert (plain, len(places), places[-1]) == (folded(text), len(plain) + 1, len(text))
