from pathlib import Path

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from modeltranslation.translator import translator
from tests.convenings.factories import make_figure, make_notice, make_person, make_phase
from tests.factories import make_convening, make_member, make_user

import pendopo
from pendopo.convenings import actions
from pendopo.convenings.enums import Role
from pendopo.convenings.models import Figure, Membership, Notice, Organisation, Phase
from pendopo.convenings.queries.translations import translation_gaps
from pendopo.convenings.queries.verbs import SENTENCES
from pendopo.core.models import AuditEvent
from pendopo.core.urls import here

pytestmark = pytest.mark.django_db


def page_of(browser, name, **query):
    return browser.get(here(f"convenings:{name}"), query).content.decode()


def test_a_form_is_kept_with_its_refusal(client_as, sari, network):
    data = {"name": "Baru", "kind": "cso", "side": "network", "membership_class": "member"}
    response = client_as(sari).post(here("convenings:organisation-new"), data | {"code": network.code})

    assert response.status_code == 422
    assert 'value="Baru"' in response.content.decode()
    assert "is taken by" in response.content.decode()


def test_a_form_leads_on(client_as, sari):
    data = {"name": "Baru", "kind": "cso", "side": "network", "membership_class": "member"}
    response = client_as(sari).post(here("convenings:organisation-new"), data)
    made = Organisation.objects.get(name="Baru")

    assert response.url == here("convenings:organisation-detail", pk=made.pk)


def test_a_side_is_offered_to_those_who_look_after_it(client_as, hasan):
    form = client_as(hasan).get(here("convenings:organisation-new")).context["form"]

    assert [value for value, _label in form.fields["side"].choices] == ["government", "neither"]


def test_a_text_in_one_language_is_enough(client_as, sari, convening):
    data = {
        "title_ind": "Persiapan",
        "title_en": "",
        "side": "neither",
        "starts_on": "2024-03-01",
        "ends_on": "2024-04-30",
    }
    client_as(sari).post(here("convenings:phase-new"), data)

    assert Phase.objects.get().title == "Persiapan"


def test_a_text_in_no_language_is_refused(client_as, sari):
    data = {
        "title_ind": "",
        "title_en": "",
        "side": "neither",
        "starts_on": "2024-03-01",
        "ends_on": "2024-04-30",
    }

    assert client_as(sari).post(here("convenings:phase-new"), data).status_code == 422


def test_a_figure_is_corrected_and_removed(client_as, sari, convening):
    figure = make_figure(convening)
    form = {
        "label_ind": "peserta",
        "label_en": "participants",
        "value": "230",
        "kind": "attended",
        "as_of": "2024-05-09",
        "source": "Laporan",
    }
    client_as(sari).post(here("convenings:figure-edit", pk=figure.pk), form)
    assert Figure.objects.get().value == 230

    client_as(sari).post(here("convenings:figure-delete", pk=figure.pk))
    assert Figure.objects.count() == 0


def test_organisations_are_filtered(client_as, sari, network, partner, government):
    browser = client_as(sari)

    assert partner.name not in page_of(browser, "organisation-list", side="government")
    assert government.name in page_of(browser, "organisation-list", side="government")
    assert network.name in page_of(browser, "organisation-list", text=network.code)
    assert "No organisation fits" in page_of(browser, "organisation-list", text="tak ada")


def test_htmx_gets_the_rows_alone(client_as, sari, network):
    response = client_as(sari).get(here("convenings:organisation-list"), headers={"hx-request": "true"})

    assert "<html" not in response.content.decode()
    assert network.name in response.content.decode()


def invite(client_as, by, **changes):
    data = {"full_name": "Budi", "language": "id", "role": "journalist"}
    return client_as(by).post(here("convenings:role-new"), data | changes)


def test_a_role_is_given_with_an_invitation(client_as, sari, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = invite(client_as, sari, email="budi@example.org")
    membership = Membership.objects.get(user__email="budi@example.org")
    page = client_as(sari).get(response.url).content.decode()

    assert response.url == here("convenings:role-invitation", pk=membership.pk)
    assert "/id/accounts/invitation/" in page
    assert [message.to for message in mail.outbox] == [["budi@example.org"]]


def test_an_invitation_by_phone_opens_whatsapp(client_as, sari):
    response = invite(client_as, sari, phone="0812 3456 7890")

    assert "https://wa.me/6281234567890?text=" in client_as(sari).get(response.url).content.decode()
    assert mail.outbox == []


def test_an_invitation_is_mailed_again(client_as, sari, django_capture_on_commit_callbacks):
    url = invite(client_as, sari, email="budi@example.org").url
    with django_capture_on_commit_callbacks(execute=True):
        client_as(sari).post(url)

    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Give an e-mail address or a phone number"),
        ({"phone": "123"}, "This is not a phone number"),
        ({"email": "lina@example.org", "role": "focal_point"}, "needs an organisation"),
        ({"email": "x@example.org", "role": "unit_officer"}, "not one of the available choices"),
    ],
)
def test_a_role_is_refused_with_a_reason(client_as, sari, hasan, lina, changes, said):
    response = invite(client_as, sari, **changes)

    assert response.status_code == 422
    assert said in response.content.decode()


def test_a_link_is_not_shown_for_a_person_of_another_convening(client_as, sari, convening):
    user = make_user("Budi")
    make_member(make_convening("wgwc-2020"), user, Role.SECRETARIAT)
    membership = make_member(convening, user, Role.JOURNALIST)
    page = client_as(sari).get(here("convenings:role-invitation", pk=membership.pk)).content.decode()

    assert "accounts/invitation" not in page
    assert "belongs to another convening" in page


def test_somebody_with_a_password_needs_no_invitation(client_as, sari, convening):
    user = make_user("Budi", password="padi menguning di sawah")
    membership = make_member(convening, user, Role.JOURNALIST)

    assert client_as(sari).get(here("convenings:role-invitation", pk=membership.pk)).status_code == 404


def test_the_last_secretariat_stays_and_the_page_says_why(client_as, sari):
    membership = Membership.objects.get(user=sari)
    response = client_as(sari).post(here("convenings:role-revoke", pk=membership.pk), follow=True)

    assert "Give the role to somebody else first" in response.content.decode()


def test_opening_a_notice_marks_it_as_read(client_as, convening, sari):
    notice = make_notice(convening, sari, url=here("convenings:settings"))
    response = client_as(sari).post(here("convenings:notice-open", pk=notice.pk))

    assert response.url == here("convenings:settings")
    assert Notice.objects.get().read_at is not None


def test_a_notice_never_leads_to_another_site(client_as, convening, sari):
    notice = make_notice(convening, sari, url="//evil.example/")

    response = client_as(sari).post(here("convenings:notice-open", pk=notice.pk))

    assert response.url == here("convenings:notice-list")


def test_a_notice_of_somebody_else_is_not_found(client_as, convening, sari, lina):
    notice = make_notice(convening, lina)

    assert client_as(sari).post(here("convenings:notice-open", pk=notice.pk)).status_code == 404


def test_the_report_names_the_language_that_lacks(client_as, convening, sari):
    person = make_person(convening, public_role_ind="Ketua", public_role_en="")
    make_phase(convening, title_ind="", title_en="Preparation")
    make_phase(convening)
    gaps = {gap.row: (gap.has, gap.lacks) for group in translation_gaps(convening) for gap in group.gaps}

    assert gaps[person] == ("id", "en")
    assert sorted(gaps.values()) == [("en", "id"), ("id", "en")]
    assert here("convenings:person-edit", pk=person.pk) in page_of(client_as(sari), "translations")


def test_the_report_covers_every_room(convening):
    rooms = {model._meta.app_label for model in translator.get_registered_models(abstract=False)}

    assert {"convenings", "cooperation"} <= rooms
    assert translation_gaps(convening) == []


def test_the_log_speaks_in_sentences(client_as, convening, sari):
    actions.publish_convening(convening=convening, published=True, by=sari)
    page = page_of(client_as(sari), "log")

    assert "Published the convening" in page
    assert "Sari" in page


def test_the_log_is_filtered(client_as, convening, sari, hasan):
    actions.publish_convening(convening=convening, published=True, by=sari)
    browser = client_as(sari)

    assert "Nothing fits" in page_of(browser, "log", actor="Hasan")
    assert "Nothing fits" in page_of(browser, "log", verb="convenings.phase_added")
    assert "Nothing fits" not in page_of(browser, "log", actor="sari")


def test_the_log_shows_this_convening_only(client_as, sari):
    other = make_convening("wgwc-2020")
    operator = make_user("Operator", is_staff=True)
    actions.update_convening(convening=other, venue_ind="Aula", by=operator)

    assert "Operator" not in page_of(client_as(sari), "log")


def test_an_auditor_reads_the_log(client_as, convening):
    auditor = make_user("Auditor")
    make_member(convening, auditor, Role.AUDITOR)

    assert client_as(auditor).get(here("convenings:log")).status_code == 200


def test_the_log_costs_the_same_with_more_events(client_as, convening, sari, hasan):
    browser, counts = client_as(sari), []
    for by in (sari, hasan):
        for published in (False, True):
            actions.publish_convening(convening=convening, published=published, by=by)
        page_of(browser, "log")
        with CaptureQueriesContext(connection) as captured:
            page_of(browser, "log")
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_every_verb_of_ours_has_a_sentence():
    written = set()
    for room in ("accounts", "convenings"):
        for source in (Path(pendopo.__file__).parent / room).rglob("*.py"):
            written |= {
                line.split('record("')[1].split('"')[0]
                for line in source.read_text().splitlines()
                if 'record("' in line
            }

    assert written - set(SENTENCES) == set()


def test_a_deep_page_asks_the_signed_out_to_sign_in_first(client):
    url = here("convenings:log")

    assert client.get(url).url == f"{reverse('account_login')}?next={url}"


def test_the_log_keeps_no_names(convening, sari):
    actions.add_person(convening=convening, name="Ibu Rahasia", by=sari)

    assert "Rahasia" not in str(AuditEvent.objects.latest("seq").data)
