"""Fills the data directory of a demonstration until every address can be opened, and prints how.

Run before the server starts. The last line it prints is JSON: where each address of `tests.pages.addresses`
is in either language, and the session of each reader who signs in.
"""

import json
import sys
import time
from datetime import date
from typing import Any

from tests.journeys.stage_invitations import invitations
from tests.journeys.stage_registration import set_registration
from tests.pages.addresses import FORWARDING, PAGES, PAPERS

from pendopo.cli.main import main

SLUG = "wgwc-2024"
DAY = 24 * 3600


def set_stage() -> dict[str, Any]:
    """The demonstration, with one more of whatever its story leaves out."""
    from django_scopes import scope
    from tests.pages.rows_runs import runs_in_every_state

    from pendopo.accounts.models import User
    from pendopo.convenings.models import Convening
    from pendopo.core.urls import use_convening

    convening = Convening.objects.get(slug=SLUG)
    sari, hasan, dewi = (User.objects.get(email=f"{name}@example.org") for name in ("sari", "hasan", "dewi"))
    with scope(convening=convening), use_convening(SLUG):
        objects = (
            _convening(convening, sari) | _meetings(sari) | _promises(sari) | _hosts(convening, sari, dewi)
        )
        objects |= runs_in_every_state(convening, sari)
        objects |= set_registration(convening, sari)
        objects |= _selections(convening, sari)
        objects |= _seats(convening, sari)
        objects |= invitations(convening, sari)
        objects |= (
            _nominations(sari) | _press(convening, sari) | _account(sari) | {"language": "id", "word": "abc"}
        )
    sessions = {"secretariat": _session(sari), "liaison": _session(hasan)}
    return {"paths": {lang: _paths(objects, lang) for lang in ("id", "en")}, "sessions": sessions}


def _paths(objects: dict[str, Any], lang: str) -> dict[str, str]:
    """Where every address of the table is, by its words in the table."""
    from django.urls import NoReverseMatch, reverse
    from django.utils.translation import override

    paths = {}
    with override(lang):
        for address in (*PAGES, *PAPERS, *FORWARDING):
            named = {name: objects[word] for name, word in address.objects.items()}
            arguments = {name: getattr(found, "pk", found) for name, found in named.items()}
            try:
                path = reverse(address.name, kwargs={"convening": SLUG, **arguments})
            except NoReverseMatch:
                path = reverse(address.name, kwargs=arguments)
            paths[str(address)] = path + address.query
    return paths


def _convening(convening: Any, sari: Any) -> dict[str, Any]:
    from pendopo.accounts.queries import invitation_token
    from pendopo.convenings import actions
    from pendopo.convenings.models import Figure, Organisation, Person, Phase, TeamMember

    ours = Organisation.objects.get(code="ORG-00")
    role = actions.invite_member(
        convening=convening,
        full_name="Wulan Pertiwi",
        email="wulan@example.net",
        phone=None,
        language="id",
        role="monitoring",
        by=sari,
    )
    seat = TeamMember.objects.filter(team__side="network").select_related("team").first()
    return {
        "organisation": ours,
        "unit": actions.add_unit(organisation=ours, name="Sekretariat bersama", by=sari),
        "person": Person.objects.filter(organisation__side="network").first(),
        "phase": Phase.objects.first(),
        "team": seat.team,
        "seat": seat,
        "role": role,
        "invitation": invitation_token(role.user),
        "figure": Figure.objects.first(),
    }


def _meetings(sari: Any) -> dict[str, Any]:
    from pendopo.convenings.models import Organisation
    from pendopo.cooperation.actions import invitation as letters
    from pendopo.cooperation.models import Attendance, Meeting, Paragraph

    meeting, planned = (Meeting.objects.get(code=code) for code in ("MTG-5", "MTG-6"))
    published = Meeting.objects.get(code="MTG-3")
    text = letters.LetterText(
        number="007/UND/WGWC/IV/2024",
        dated_on=date(2024, 4, 26),
        subject_ind="Undangan rapat kesiapan",
        subject_en="Invitation to the readiness meeting",
        body_ind="Kami mengundang Bapak dan Ibu.",
        body_en="We invite you.",
        signatory_name=sari.full_name,
    )
    asked = [letters.Recipient(organisation=body) for body in Organisation.objects.all()[:2]]
    letter = letters.write_letter(meeting=planned, text=text, recipients=asked, by=sari)
    return {
        "meeting": meeting,
        "planned meeting": planned,
        "published meeting": published,
        "agreed meeting": Meeting.objects.filter(agreements__isnull=False).first(),
        "agenda item": meeting.agenda.first(),
        "paragraph": meeting.minutes.paragraphs.first(),
        "approved paragraph": Paragraph.objects.filter(minutes__meeting=published).first(),
        "attendance": Attendance.objects.filter(meeting=published).first(),
        "letter": letters.mark_letter_sent(letter=letter, on=date(2024, 4, 26), by=sari),
    }


def _promises(sari: Any) -> dict[str, Any]:
    from pendopo.cooperation.actions import make_link
    from pendopo.cooperation.actions.link import token_of
    from pendopo.cooperation.models import Agreement, Commitment, Evidence

    commitment = Commitment.objects.filter(state="in_progress", side="network").first()
    agreement = Agreement.objects.filter(meeting__minutes__status="published").first()
    return {
        "agreement": agreement,
        "code": agreement.code,
        "commitment": commitment,
        "token": token_of(make_link(commitment=commitment, name="Bu Ratna", by=sari)),
        "attachment": Evidence.objects.filter(kind="file").first().attachment_id,
    }


def _hosts(convening: Any, sari: Any, dewi: Any) -> dict[str, Any]:
    from pendopo.hosts import actions
    from pendopo.hosts.models import Call, Sheet

    decided = Call.objects.get(status="decided")
    prepared, scored, ripe = (_call(convening, sari, dewi, n) for n in (1, 2, 3))
    candidate = prepared.candidates.first()
    claim = actions.state_claim(
        candidate=candidate, criterion_code="CRI-1", text_ind="Pernah menerima tamu.", by=sari
    )
    actions.add_evidence(
        claim=claim, title="Laporan", source="Pemkab", url="https://example.org/laporan", by=sari
    )
    for call in (scored, ripe):
        actions.open_scoring(call=call, by=sari)
    sheets = {call: Sheet.objects.filter(version__call=call) for call in (scored, ripe)}
    for sheet in (*sheets[ripe], sheets[scored].get(assessor__user=sari)):
        actions.declare_conflicts(sheet=sheet, conflicts={}, by=sheet.assessor.user)
    for sheet in sheets[ripe]:
        cells = {
            (c.pk, criterion.pk): 4
            for c in ripe.candidates.all()
            for criterion in sheet.version.criteria.all()
        }
        actions.give_scores(sheet=sheet, scores=cells, submit=True, by=sheet.assessor.user)
    return {
        "call": prepared,
        "scored call": scored,
        "ripe call": ripe,
        "decided call": decided,
        "number": decided.decision.version.number,
        "candidate": candidate,
        "claim": claim,
        "criterion": "CRI-1",
        "sheet": sheets[scored].get(assessor__user=dewi),
    }


def _call(convening: Any, sari: Any, dewi: Any, n: int) -> Any:
    """A call with two criteria, two candidates and two assessors."""
    from pendopo.convenings.models import Region
    from pendopo.hosts import actions

    call = actions.open_call(
        convening=convening, title_ind=f"Tuan rumah {2024 + n}", title_en=f"Host {2024 + n}", by=sari
    )
    criteria = [
        actions.CriterionDraft("CRI-1", "Kerentanan", "Vulnerability", 40),
        actions.CriterionDraft("CRI-2", "Praktik baik", "Good practice", 60),
    ]
    actions.make_version(call=call, criteria=criteria, by=sari)
    for region in Region.objects.filter(level="regency")[n : n + 2]:
        actions.add_candidate(call=call, region=region, by=sari)
    for user in (sari, dewi):
        actions.invite_assessor(call=call, user=user, by=sari)
    return call


def _nominations(sari: Any) -> dict[str, Any]:
    from pendopo.convenings.models import Organisation
    from pendopo.delegates.actions.link import make_link
    from pendopo.delegates.actions.nomination import nominate
    from pendopo.delegates.actions.substitution import ask_substitution
    from pendopo.delegates.actions.upload import keep_table
    from pendopo.delegates.queries.link import token_of
    from pendopo.delegates.queries.tables import read_lines
    from pendopo.delegates.queries.upload import check

    body = Organisation.objects.filter(side="network").first()
    link = make_link(organisation=body, audience="conference", name="Bu Ratna", by=sari)
    values = {"organisation": body, "audience": "conference", "sex": "female"}
    nominate(by=None, link=link, name="Wulandari", phone="+6281234567801", **values)
    made = nominate(by=sari, name="Suparno", phone="+6281234567802", reason="Ikut sejak awal.", **values)
    twin = nominate(by=sari, name="Soeparno", phone="+6281234567803", **values)
    found = {"delegate": made.delegate, "nomination": made, "duplicate": twin.delegate}
    found["substitution"] = ask_substitution(
        leaving=made.delegate, arriving=twin.delegate, why="Sakit", by=sari
    )
    checked = check(read_lines(b"nama,hp\nBudi,081234567804\nSiti,12\n"), [body], body)
    found["table"] = keep_table(
        convening=body.convening, audience="conference", checked=checked, doubles=[], by=sari
    )
    return found | {"nomination link": token_of(link)}


def _seats(convening: Any, sari: Any) -> dict[str, Any]:
    """A draft over sectors that lifts one and holds another, with a tie; a quota."""
    from decimal import Decimal

    from pendopo.delegates.actions.seats import PlanDraft, UnitDraft
    from pendopo.delegates.models import Quota
    from pendopo.delegates.solving.seats import make_plan

    units = (
        UnitDraft(Decimal("60.5"), sector="cso", cap=12),
        UnitDraft(Decimal(20), sector="government_regency"),
        UnitDraft(Decimal(20), sector="media"),
        UnitDraft(Decimal(1), sector="academia", floor=2),
    )
    draft = PlanDraft("convention", 25, "sectors", "hare", units)
    plan = make_plan(convening=convening, draft=draft, by=sari)
    quota = Quota.objects.filter(audience="conference", dimension="sex", value="female").first()
    return {"seat plan": plan, "quota": quota, "plan kind": "problem", "step": 1, "table kind": "xlsx"}


def _selections(convening: Any, sari: Any) -> dict[str, Any]:
    """One selection in each state, and a waiting list with a free seat and a request to fill it."""
    from datetime import timedelta

    from pendopo.core.times import now, today
    from pendopo.delegates.actions import draw, waiting
    from pendopo.delegates.actions.selection import make_selection
    from pendopo.delegates.models import Delegate, Quota, Selection, WaitingPlace
    from pendopo.delegates.solving.selection import draw as draw_panel

    for part in ("conference", "convention"):
        _pool(convening, part)
        Quota.objects.get_or_create(
            convening=convening,
            audience=part,
            dimension="sex",
            value="female",
            inside_dimension="",
            defaults={"minimum": 3},
        )
    names = ("draft", "computed", "announced", "drawn")
    made = {
        name: make_selection(
            convening=convening,
            audience="convention" if name == "drawn" else "conference",
            size=5 if name == "drawn" else 229,  # the quotas of the conference need a large panel
            by=sari,
        )
        for name in names
    }
    for name in names[1:]:
        _computed(made[name], sari)
    for name in names[2:]:
        draw.announce_seed(
            selection=made[name], source="Dadu di video", at=now() + timedelta(hours=1), by=sari
        )
        draw.publish_selection(selection=made[name], by=sari)
    Selection.objects.filter(state="announced").update(seed_at=now() - timedelta(minutes=1))
    draw_panel(selection=made["drawn"], seed="4 6 2", by=sari)
    holders = Delegate.objects.filter(audience="convention", state="selected")
    waiting.decline(delegate=holders[0], by=sari)
    waiting.set_freeze(convening=convening, audience="convention", on=today(convening.time_zone), by=sari)
    change = waiting.ask_promotion(convening=convening, audience="convention", why="Bus penuh.", by=sari)
    return {f"{name} selection": Selection.objects.get(pk=made[name].pk) for name in names} | {
        "holder": holders.first(),
        "waiting place": WaitingPlace.objects.filter(promoted_at=None).first(),
        "list change": change,
        "file": "problem",
    }


def _pool(convening: Any, part: str) -> None:
    from pendopo.delegates.actions.delegate import Newcomer, enter_all, move

    people = [Newcomer(name=f"Peserta {n}", sex="female" if n % 2 else "male") for n in range(12)]
    for one in enter_all(convening, part, people):
        move(delegate=one, to="registered")


def _computed(selection: Any, sari: Any) -> None:
    from pendopo.delegates.actions.selection import start_computing
    from pendopo.runs.solving import work_on

    work_on(start_computing(selection=selection, by=sari))
    selection.refresh_from_db()


def _press(convening: Any, sari: Any) -> dict[str, Any]:
    from pendopo.press import actions
    from pendopo.press.models import Article

    article = Article.objects.filter(status="published").first()
    draft = actions.write_article(
        convening=convening,
        by=sari,
        title_ind="Bus siap berangkat",
        title_en="The buses are ready",
        body_ind="Empat bus siap.",
        body_en="Four buses are ready.",
        author_name="Sekretariat",
    )
    return {"article": article, "slug": article.slug, "draft": draft}


def _account(sari: Any) -> dict[str, Any]:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP
    from allauth.mfa.webauthn.internal.auth import WebAuthn

    TOTP.activate(sari, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(sari)
    return {"passkey": WebAuthn.add(sari, "Telepon Sari", _credential()).instance}


def _credential() -> dict[str, Any]:
    """What a phone sends when it has made a passkey; its private half is nowhere."""
    from fido2.cose import ES256
    from fido2.utils import websafe_encode
    from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

    key = ES256({1: 2, 3: -7, -1: 1, -2: bytes(range(32)), -3: bytes(range(32))})
    made = AttestedCredentialData.create(Aaguid.NONE, b"telepon-sari", key)
    told = AuthenticatorData.create(bytes(32), AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT, 0, made)
    client = {"type": "webauthn.create", "challenge": websafe_encode(bytes(32)), "origin": "http://127.0.0.1"}
    answer = {
        "clientDataJSON": websafe_encode(json.dumps(client).encode()),
        "attestationObject": websafe_encode(bytes(AttestationObject.create("none", told, {}))),
    }
    name = websafe_encode(made.credential_id)
    return {"id": name, "rawId": name, "type": "public-key", "response": answer, "clientExtensionResults": {}}


def _session(user: Any) -> str:
    """A session in which `user` has just given a password, however long the tests take."""
    from django.conf import settings
    from django.test import Client

    browser = Client()
    browser.force_login(user)
    session = browser.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time() + DAY, "email": user.email}
    ]
    session.save()
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    main(["demo", "--no-serve"])
    sys.stdout.write(json.dumps(set_stage()) + "\n")
