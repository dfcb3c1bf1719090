import io

import pytest
from django.core.management import CommandError, call_command
from tests.convenings.factories import make_region

from pendopo.convenings.actions import load_regions
from pendopo.convenings.actions.regions import readable
from pendopo.convenings.enums import RegionLevel
from pendopo.convenings.forms.convening import ConveningForm
from pendopo.convenings.forms.region import RegionField
from pendopo.convenings.models import Region
from pendopo.convenings.queries.regions import find_region, fold, region_label, search_regions
from pendopo.core.urls import here

pytestmark = pytest.mark.django_db
PROVINCES = [{"code": "32", "name": "JAWA BARAT"}, {"code": "31", "name": "DKI JAKARTA"}]
REGENCIES = [
    {"code": "32.14", "province_code": "32", "name": "KABUPATEN PURWAKARTA"},
    {"code": "32.04", "province_code": "32", "name": "KABUPATEN BANDUNG"},
    {"code": "32.73", "province_code": "32", "name": "KOTA BANDUNG"},
    {"code": "32.17", "province_code": "32", "name": "KABUPATEN BANDUNG BARAT"},
]


@pytest.fixture
def loaded():
    return load_regions(provinces=PROVINCES, regencies=REGENCIES)


def names(text):
    return [region.name for region in search_regions(text)]


def test_loading_brings_levels_and_parents(loaded):
    city = Region.objects.get(code="32.73")

    assert loaded == {"total": 6, "new": 6, "changed": 0}
    assert (city.name, city.level, city.parent.name) == ("Kota Bandung", RegionLevel.CITY, "Jawa Barat")


def test_loading_again_changes_nothing(loaded):
    assert load_regions(provinces=PROVINCES, regencies=REGENCIES) == {"total": 6, "new": 0, "changed": 0}


def test_a_new_name_replaces_the_old(loaded):
    renamed = [{"code": "32", "name": "PASUNDAN"}]

    assert load_regions(provinces=renamed, regencies=[]) == {"total": 1, "new": 0, "changed": 1}
    assert Region.objects.get(code="32").name == "Pasundan"


@pytest.mark.parametrize(
    ("official", "written"),
    [
        ("KABUPATEN TOJO UNA-UNA", "Kabupaten Tojo Una-Una"),
        ("DKI JAKARTA", "DKI Jakarta"),
        ("KABUPATEN PANGKAJENE DAN KEPULAUAN", "Kabupaten Pangkajene dan Kepulauan"),
        ("KOTA ADMINISTRASI  JAKARTA PUSAT", "Kota Administrasi Jakarta Pusat"),
    ],
)
def test_a_name_in_capitals_becomes_readable(official, written):
    assert readable(official) == written


def test_the_beginning_of_a_name_comes_first(loaded):
    assert names("bandung") == ["Kabupaten Bandung", "Kabupaten Bandung Barat", "Kota Bandung"]
    assert names("barat") == ["Jawa Barat", "Kabupaten Bandung Barat"]
    assert names("KÁBUPATEN purwa") == ["Kabupaten Purwakarta"]
    assert names("32.14") == ["Kabupaten Purwakarta"]
    assert names("  ") == []


def test_folding_forgets_case_and_accents():
    assert fold("  Pápua  PEGUNUNGAN ") == "papua pegunungan"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Purwakarta", "32.14"),
        ("kab. bandung", "32.04"),
        ("Kota Bandung", "32.73"),
        ("32.17", "32.17"),
        ("Bandung", None),
        ("Atlantis", None),
    ],
)
def test_a_region_is_found_by_what_people_write(loaded, text, code):
    found = find_region(text)

    assert (found and found.pk) == code


def test_the_field_takes_what_the_list_offers(loaded):
    region = Region.objects.select_related("parent").get(code="32.14")

    assert region_label(region) == "Kabupaten Purwakarta, Jawa Barat (32.14)"
    assert RegionField().clean(region_label(region)) == region
    assert RegionField(required=False).clean("") is None


@pytest.mark.parametrize(("text", "said"), [("Bandung", "Kota Bandung"), ("Atlantis", "No region")])
def test_the_field_asks_again_when_unsure(loaded, text, said):
    with pytest.raises(Exception, match=said):
        RegionField().clean(text)


def test_the_field_shows_the_name_of_the_stored_region(loaded, convening):
    convening.host_region_id = "32.14"
    page = str(ConveningForm(instance=convening)["host_region"])

    assert 'value="Kabupaten Purwakarta, Jawa Barat (32.14)"' in page
    assert here("convenings:region-search") in page


def test_the_search_answers_as_page_list_and_json(client, loaded):
    url = here("convenings:region-search")

    assert "Kabupaten Purwakarta" in client.get(url, {"q": "purwa"}).content.decode()
    assert client.get(url, {"field": "host_region", "host_region": "purwa"}).content.decode().strip() == (
        '<option value="Kabupaten Purwakarta, Jawa Barat (32.14)"></option>'
    )
    assert client.get(url, {"q": "purwa", "format": "json"}).json() == {
        "regions": [
            {
                "code": "32.14",
                "name": "Kabupaten Purwakarta",
                "level": "regency",
                "label": "Kabupaten Purwakarta, Jawa Barat (32.14)",
            }
        ]
    }
    assert client.post(url).status_code == 405


def test_the_command_reads_the_tables(tmp_path):
    (tmp_path / "provinces.csv").write_text("code,name\n32,JAWA BARAT\n")
    (tmp_path / "regencies.csv").write_text("code,province_code,name\n32.14,32,KABUPATEN PURWAKARTA\n")
    said = io.StringIO()
    call_command("load_regions", "--from", str(tmp_path), stdout=said)

    assert said.getvalue() == "2 regions: 2 new, 0 changed.\n"


def test_the_command_names_a_missing_table(tmp_path):
    with pytest.raises(CommandError, match=r"provinces\.csv is missing"):
        call_command("load_regions", "--from", str(tmp_path))


def test_the_command_names_a_missing_column(tmp_path):
    (tmp_path / "provinces.csv").write_text("kode,name\n32,JAWA BARAT\n")

    with pytest.raises(CommandError, match="lacks the columns code"):
        call_command("load_regions", "--from", str(tmp_path))


def test_a_region_is_edited_without_scripts(client_as, convening, sari):
    make_region()
    url = here("convenings:settings-edit")
    form = client_as(sari).get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"host_region": "Purwakarta"}
    response = client_as(sari).post(url, data)
    convening.refresh_from_db()

    assert response.status_code == 302
    assert convening.host_region_id == "32.14"
