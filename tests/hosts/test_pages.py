"""The pages: who sees them, what they ask of the database, and that forms lose nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django_scopes import scope
from tests.factories import make_convening, make_member, make_user
from tests.hosts.factories import (
    candidate,
    declare,
    make_call,
    make_decided,
    make_scored,
    make_scoring,
    region,
    score,
    sheet_of,
)

from pendopo.convenings.enums import Role
from pendopo.core.urls import here, use_convening
from pendopo.hosts import actions
from pendopo.hosts.models import Call, Candidate, Claim, CriteriaVersion, Evidence, Score

pytestmark = pytest.mark.django_db


def at(name, call=None, **more):
    return here(f"hosts:{name}", **({"pk": call.pk} if call else {}), **more)


def desk_pages(call):
    names = ("call-detail", "call-edit", "criteria-list", "criteria-new", "candidate-new", "assessor-new")
    addresses = [at(name, call) for name in names] + [at("call-list"), at("call-new")]
    place = call.candidates.first()
    names = ("candidate-detail", "candidate-edit", "candidate-withdraw")
    addresses += [at(name, place) for name in names]
    return [*addresses, at("claim-edit", place, code="CRI-1")]


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_desk_page_opens_in_both_languages(convening, client_as, sari, lina, language):
    call = make_call(convening, sari, assessors=[lina])
    with translation.override(language):
        found = {address: client_as(sari).get(address).status_code for address in desk_pages(call)}

    assert {address: status for address, status in found.items() if status != 200} == {}


def test_outsiders_get_404_and_the_signed_out_sign_in(convening, client_as, sari, rina, tono):
    call = make_call(convening, sari)

    for address in desk_pages(call):
        assert [client_as(user).get(address).status_code for user in (rina, tono)] == [404, 404]
        assert client_as(None).get(address).status_code == 302


def test_readers_at_the_desk_do_not_manage(convening, client_as, sari, lina):
    call = make_call(convening, sari)
    reads = {at("call-detail", call), at("criteria-list", call), at("call-list")}
    reads.add(at("candidate-detail", call.candidates.first()))

    found = {address: client_as(lina).get(address).status_code for address in desk_pages(call)}

    assert found == {address: 200 if address in reads else 404 for address in found}


def test_rows_of_another_convening_are_absent(convening, client_as, sari, lina):
    other = make_convening("other-2025")
    with scope(convening=other), use_convening(other.slug):
        boss = make_user("Boss")
        make_member(other, boss, Role.SECRETARIAT)
        theirs, decision = make_decided(other, boss, [boss])
        actions.publish_decision(decision=decision, by=boss)
        place = theirs.candidates.first()
    names = ("sheet", "sheet-conflicts", "decision-detail", "decision-preview", "decision", "decision-memo")
    addresses = [*desk_pages_of(theirs, place), *(at(name, theirs) for name in names)]
    addresses.append(at("result", theirs, number=1))

    found = {address: client_as(sari).get(address).status_code for address in addresses}

    assert {address: status for address, status in found.items() if status != 404} == {}


def desk_pages_of(call, place):
    names = ("call-detail", "call-edit", "criteria-list", "criteria-new", "candidate-new", "assessor-new")
    places = ("candidate-detail", "candidate-edit", "candidate-withdraw")
    return [at(name, call) for name in names] + [at(name, place) for name in places]


def test_posts_of_another_convening_are_absent(convening, client_as, sari):
    other = make_convening("other-2025")
    with scope(convening=other), use_convening(other.slug):
        boss = make_user("Boss")
        make_member(other, boss, Role.SECRETARIAT)
        call = make_scoring(other, boss, [boss])
        sheet = sheet_of(call, boss)
        assessor = call.assessors.get()
    targets = [at("scoring-open", call), at("decision-publish", call), at("decision-unpublish", call)]
    targets += [at("assessor-excuse", sheet), at("assessor-delete", assessor), at("sheet-take-back", call)]

    assert {client_as(sari).post(target, {"reason": "x"}).status_code for target in targets} == {404}


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_calls_costs_the_same_for_more_calls(
    convening, client_as, sari, django_assert_num_queries, rows
):
    for _number in range(rows):
        make_call(convening, sari)
    browser = client_as(sari)
    browser.get(at("call-list"))

    with django_assert_num_queries(7):
        browser.get(at("call-list"))


@pytest.mark.parametrize("names", [("Purwakarta",), ("Purwakarta", "Sleman", "Poso")])
def test_call_page_costs_the_same_for_more_candidates(
    convening, client_as, sari, dewi, django_assert_num_queries, names
):
    call = make_call(convening, sari, candidates=names, assessors=[dewi])
    for name in names:
        text = {"criterion_code": "CRI-1", "text_en": "x", "by": sari}
        claim = actions.state_claim(candidate=candidate(call, name), **text)
        actions.add_evidence(claim=claim, title="t", source="s", url="https://example.org", by=sari)
    browser = client_as(sari)
    browser.get(at("call-detail", call))

    with django_assert_num_queries(15):
        browser.get(at("call-detail", call))


@pytest.mark.parametrize("extra", [(), ("lina", "yuni")])
def test_result_costs_the_same_for_more_assessors(
    convening, client_as, sari, extra, request, django_assert_num_queries
):
    call = make_scored(convening, sari, [sari, *map(request.getfixturevalue, extra)])
    browser = client_as(sari)
    address = at("result", call, number=1)
    browser.get(address)

    with django_assert_num_queries(17):
        browser.get(address)


def criteria_form(**changes):
    row = {"code": "", "title_ind": "", "title_en": "", "meaning_ind": "", "meaning_en": "", "weight": ""}
    first = {**row, "code": "CRI-1", "title_ind": "Kerentanan", "weight": "40"}
    second = {**row, "title_en": "Access and safety", "weight": "0"}
    rows = {
        f"criteria-{n}-{name}": value
        for n, filled in enumerate((first, second, row))
        for name, value in filled.items()
    }
    management = {"criteria-TOTAL_FORMS": "3", "criteria-INITIAL_FORMS": "0"}
    facts = {"reason_ind": "", "reason_en": "Told anew", "source": "AMAN", "source_url": "", "told_on": ""}
    return facts | management | rows | changes


def test_criteria_form_makes_a_version_and_numbers_codes(convening, client_as, sari):
    call = make_call(convening, sari)

    response = client_as(sari).post(at("criteria-new", call), criteria_form())

    rows = CriteriaVersion.objects.get(number=2).criteria.values_list(
        "code", "title_ind", "title_en", "weight"
    )
    assert (response.status_code, list(rows)) == (
        302,
        [("CRI-1", "Kerentanan", "", 40), ("CRI-2", "", "Access and safety", 0)],
    )


def test_refused_criteria_form_keeps_what_was_typed(convening, client_as, sari):
    call = make_call(convening, sari)

    response = client_as(sari).post(at("criteria-new", call), criteria_form(reason_en=""))

    page = response.content.decode()
    kept = [word for word in ("Kerentanan", "Access and safety", "AMAN") if word in page]
    assert (response.status_code, len(kept), CriteriaVersion.objects.count()) == (422, 3, 1)
    assert "Say why, so that others understand it later." in page


def test_call_is_opened_and_corrected_by_form(convening, client_as, sari):
    browser = client_as(sari)
    browser.post(at("call-new"), {"title_en": "Host 2025", "scores_due": "2024-03-01"})
    call = Call.objects.get()
    browser.post(at("call-edit", call), {"title_en": "Host 2026"})

    call.refresh_from_db()
    assert (call.title_en, call.scores_due) == ("Host 2026", None)


def test_refusal_of_an_action_is_said_on_the_form(convening, client_as, sari):
    response = client_as(sari).post(at("call-new"), {"purpose_en": "A long purpose"})

    page = response.content.decode()
    assert (response.status_code, "A long purpose" in page) == (422, True)
    assert "Write this in at least one of the two languages." in page


def test_whole_way_by_forms_without_javascript(convening, client_as, sari, dewi, government):
    chair, desk = client_as(dewi), client_as(sari)
    call = make_call(convening, sari, candidates=("Sleman",))
    place = region("Purwakarta")
    desk.post(at("candidate-new", call), {"region": place.pk, "organisation": government.pk})
    chosen = Candidate.objects.get(region=place)
    desk.post(at("claim-edit", chosen, code="CRI-2"), {"text_ind": "RAD PE berlaku"})
    facts = {"title": "Perbup", "source": "AMAN", "url": "https://example.org/114", "dated": "2023-11-27"}
    desk.post(at("evidence-new", Claim.objects.get()), facts)
    evidence = Evidence.objects.get()
    chair.post(at("evidence-verify", evidence))
    desk.post(at("assessor-new", call), {"user": dewi.pk})
    desk.post(at("scoring-open", call))
    chair.post(at("sheet-conflicts", call), {})
    sheet = sheet_of(call, dewi)
    cells = {
        f"s-{row.pk}-{criterion.pk}": "4" if row == chosen else "2"
        for row in call.candidates.all()
        for criterion in sheet.version.criteria.all()
    }
    chair.post(at("sheet", call), {**cells, "submit": "1"})
    answer = {"candidate": chosen.pk, "reasons_en": "Strong.", "decided_on": "2024-03-01"}
    desk.post(at("decision-new", call), answer)
    desk.post(at("decision-publish", call))

    evidence.refresh_from_db()
    convening.refresh_from_db()
    page = client_as(None).get(at("decision", call)).content.decode()
    assert (evidence.verified_by, convening.host_organisation) == (dewi, government)
    assert [word for word in ("Why Purwakarta hosts", "Strong.", "Verified on") if word not in page] == []


def test_file_as_evidence_by_form(convening, client_as, sari):
    call = make_call(convening, sari)
    place = candidate(call, "Sleman")
    claim = actions.state_claim(candidate=place, criterion_code="CRI-1", text_en="x", by=sari)
    upload = SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF")

    client_as(sari).post(at("evidence-new", claim), {"title": "t", "source": "s", "upload": upload})

    assert list(Evidence.objects.values_list("kind", "title")) == [("file", "t")]


def test_one_may_not_verify_ones_own_by_post_either(convening, client_as, sari):
    call = make_call(convening, sari)
    place = candidate(call, "Sleman")
    claim = actions.state_claim(candidate=place, criterion_code="CRI-1", text_en="x", by=sari)
    evidence = actions.add_evidence(claim=claim, title="t", source="s", url="https://example.org", by=sari)

    page = client_as(sari).post(at("evidence-verify", evidence), follow=True).content.decode()

    assert "You added this evidence yourself." in page
    assert Evidence.objects.get().verified_by is None


def test_assessor_without_desk_role_can_score(convening, client_as, sari, rina):
    call = make_scoring(convening, sari, [rina])
    browser = client_as(rina)

    first = browser.get(at("sheet", call))
    browser.post(at("sheet-conflicts", call), {})
    page = browser.get(at("sheet", call))

    assert (first.status_code, first["Location"], page.status_code) == (302, at("sheet-conflicts", call), 200)


def test_kept_scores_are_shown_again(convening, client_as, sari, lina):
    call = make_scoring(convening, sari, [lina])
    declare(call, lina)
    score(call, lina, submit=False, Purwakarta=(5, 4))

    page = client_as(lina).get(at("sheet", call)).content.decode()

    assert (page.count("selected>5<"), page.count("selected>4<"), Score.objects.count()) == (1, 1, 2)


def test_incomplete_sheet_keeps_choices_and_says_how_many_miss(convening, client_as, sari, lina):
    call = make_scoring(convening, sari, [lina])
    declare(call, lina)
    criterion = sheet_of(call, lina).version.criteria.first()
    name = f"s-{candidate(call, 'Purwakarta').pk}-{criterion.pk}"

    response = client_as(lina).post(at("sheet", call), {name: "5", "submit": "1"})

    page = response.content.decode()
    assert (response.status_code, "Scores are still missing: 3." in page) == (422, True)
    assert "selected>5<" in page


def test_file_of_evidence_is_not_linked_in_public(convening, client_as, sari, lina):
    call = make_call(convening, sari, assessors=[lina])
    place = candidate(call, "Purwakarta")
    claim = actions.state_claim(candidate=place, criterion_code="CRI-1", text_en="x", by=sari)
    upload = SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF")
    actions.add_evidence(claim=claim, title="Letter", source="s", upload=upload, by=sari)
    actions.open_scoring(call=call, by=sari)
    declare(call, lina)
    score(call, lina, Purwakarta=(5, 4), Sleman=(3, 4))
    decision = actions.decide(call=call, candidate=place, reasons_en="x", by=sari)
    actions.publish_decision(decision=decision, by=sari)

    page = client_as(None).get(at("decision", call)).content.decode()

    assert ("Letter" in page, "/files/" in page) == (True, False)


def test_text_of_people_is_never_markup(convening, client_as, sari, lina):
    call = make_call(convening, sari, assessors=[lina])
    place = candidate(call, "Purwakarta")
    text = "<script>alert(1)</script>"
    actions.state_claim(candidate=place, criterion_code="CRI-1", text_en=text, by=sari)

    page = client_as(sari).get(at("candidate-detail", place)).content.decode()

    assert (text in page, "&lt;script&gt;alert(1)" in page) == (False, True)
