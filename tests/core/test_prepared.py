"""A prepared read shows what the same queryset shows, now and inside its convening only."""

import pytest
from django.db.models import DateField
from django.utils import translation
from django_scopes import scope, scopes_disabled
from django_scopes.exceptions import ScopeError
from tests.convenings.factories import make_region
from tests.factories import make_convening
from tests.web.factories import make_figure

from pendopo.convenings.models import Convening, Figure
from pendopo.convenings.queries.address import convening_at
from pendopo.core.bilingual import either
from pendopo.core.prepared import Given, Prepared, whole

pytestmark = pytest.mark.django_db

labels = Prepared(lambda: Figure.objects.values("label_en"), lambda label_en: label_en)
since = whole(Figure, lambda: Figure.objects.filter(as_of__gte=Given("day", DateField())), "convening")


def test_rows_of_another_convening_stay_there(convening):
    make_figure(convening, "here")
    other = make_convening(slug="other")
    with scope(convening=other):
        make_figure(other, "there")
        assert labels() == ["there"]

    assert labels() == ["here"]


def test_a_read_without_a_convening_is_refused(convening):
    with scopes_disabled(), scope(convening=None), pytest.raises(ScopeError):
        labels()


def test_a_new_row_is_seen_at_once_with_one_query(convening, django_assert_num_queries):
    labels()
    make_figure(convening, "new")

    with django_assert_num_queries(1):
        assert labels() == ["new"]


def test_whole_rows_are_the_rows_of_the_queryset(convening, django_assert_num_queries):
    make_figure(convening, "early", as_of="2024-01-01")
    late = make_figure(convening, "late", as_of="2024-03-01")
    stored = Figure.objects.get(pk=late.pk)

    with django_assert_num_queries(1):
        found = since(day=stored.as_of)

    assert found == [stored]
    assert found[0].convening == convening
    columns = [field.attname for field in Figure._meta.concrete_fields]
    assert [getattr(found[0], name) for name in columns] == [getattr(stored, name) for name in columns]


def test_a_row_read_whole_can_be_saved(convening):
    found = convening_at(convening.slug)
    assert found is not None
    found.theme_en = "Another theme"
    found.save()

    stored = Convening.objects.get(pk=convening.pk)
    assert (stored.theme_en, stored.title_ind, stored.title_en) == (
        "Another theme",
        convening.title_ind,
        convening.title_en,
    )


def test_absent_relations_are_none_and_present_ones_cost_nothing(
    convening, government, django_assert_num_queries
):
    without = convening_at(convening.slug)
    convening.host_organisation = government
    convening.save()
    with django_assert_num_queries(1):
        host = convening_at(convening.slug).host_organisation

    assert (without.host_organisation, host.name) == (None, government.name)


@pytest.mark.parametrize(
    ("language", "ind", "en", "text"),
    [
        ("id", "dua", "two", "dua"),
        ("en", "dua", "two", "two"),
        ("en", "dua", "", "dua"),
        ("id", None, "two", "two"),
    ],
)
def test_either_text_stands_in_for_the_other(language, ind, en, text):
    with translation.override(language):
        assert either(ind, en) == text


def test_rows_beyond_the_next_come_along(convening, django_assert_num_queries):
    region = make_region("32.14", "Purwakarta", parent=make_region("32", "Jawa Barat"))
    convening.host_region = region
    convening.save()
    hosts = whole(
        Figure, Figure.objects.all, "convening", "convening__host_region", "convening__host_region__parent"
    )
    make_figure(convening, "early", as_of="2024-01-01")

    with django_assert_num_queries(1):
        names = [found.convening.host_region.parent.name for found in hosts()]

    assert names == ["Jawa Barat"]


def test_rows_beyond_one_that_is_absent_are_left_alone(convening):
    make_figure(convening, "early", as_of="2024-01-01")
    hosts = whole(
        Figure, Figure.objects.all, "convening", "convening__host_region", "convening__host_region__parent"
    )

    assert [found.convening.host_region for found in hosts()] == [None]


def test_columns_left_out_are_read_when_asked_for(convening, django_assert_num_queries):
    make_figure(convening, "early", as_of="2024-01-01")
    slim = whole(Figure, Figure.objects.all, "convening", only={"convening": ("id", "slug")})

    with django_assert_num_queries(1):
        found = slim()[0].convening
        slug = found.slug
    with django_assert_num_queries(1):
        title = found.title_ind

    assert (slug, title) == (convening.slug, convening.title_ind)
