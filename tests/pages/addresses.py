"""Every address there is: what it is, which objects it names, and how it answers three readers.

A new address goes in here: a contract fails until it does, and with its line come the tests of the queries,
of accessibility and of narrow screens. Objects are named by words; `tests/pages/rows.py` (many rows) and
`tests/journeys/stage.py` (the demonstration) say what each word stands for.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

# How an address answers the secretariat, the liaison and a visitor without an account.
Answers = tuple[int, int, int]
READERS = ("secretariat", "liaison", "visitor")


@dataclass(frozen=True, slots=True)
class Address:
    """One address: `objects` says which object each of its arguments names, `lists` that it shows rows."""

    name: str
    answers: Answers
    objects: dict[str, str] = field(default_factory=dict)
    query: str = ""
    lists: bool = False

    def __str__(self) -> str:
        return ",".join(
            [f"{self.name}{self.query}", *(word.replace(" ", "-") for word in self.objects.values())]
        )


def _for(answers: Answers) -> Callable[..., Address]:
    def address(name: str, *, query: str = "", lists: bool = False, **objects: str) -> Address:
        return Address(name, answers, objects, query, lists)

    return address


public = _for((200, 200, 200))
desk = _for((200, 200, 302))
network = secretariat = _for((200, 404, 302))
signed_in = _for((200, 200, 302))
with_passkey = _for((200, 302, 302))
guest = _for((302, 302, 200))
forwarding = _for((302, 302, 302))

CONVENING = [
    public("convenings:region-search", query="?q=kab"),
    desk("convenings:settings", lists=True),
    desk("convenings:settings-edit"),
    desk("convenings:phase-new"),
    desk("convenings:phase-edit", pk="phase"),
    desk("convenings:organisation-list", lists=True),
    desk("convenings:organisation-new"),
    desk("convenings:organisation-detail", pk="organisation", lists=True),
    network("convenings:organisation-edit", pk="organisation"),
    network("convenings:unit-new", pk="organisation"),
    network("convenings:unit-edit", pk="unit"),
    desk("convenings:person-list", lists=True),
    desk("convenings:person-new"),
    network("convenings:person-edit", pk="person"),
    desk("convenings:team-list", lists=True),
    desk("convenings:team-new"),
    network("convenings:team-edit", pk="team"),
    network("convenings:seat-new", pk="team"),
    network("convenings:seat-edit", pk="seat"),
    desk("convenings:role-list", lists=True),
    desk("convenings:role-new"),
    desk("convenings:role-invitation", pk="role"),
    desk("convenings:figure-list", lists=True),
    desk("convenings:figure-new"),
    desk("convenings:figure-edit", pk="figure"),
    desk("convenings:translations", lists=True),
    desk("convenings:notice-list", lists=True),
    desk("convenings:log", lists=True),
]

RUNS = [
    desk("runs:run-list", lists=True),
    desk("runs:run-detail", pk="run", lists=True),
    desk("runs:run-detail", pk="going run"),
    desk("runs:run-detail", pk="waiting run"),
    desk("runs:run-detail", pk="failed run"),
    desk("runs:run-compare", pk="run", other="other run"),
]

HOSTS = [
    desk("hosts:call-list", lists=True),
    desk("hosts:call-new"),
    desk("hosts:call-detail", pk="call", lists=True),
    desk("hosts:call-detail", pk="decided call", lists=True),
    desk("hosts:call-edit", pk="call"),
    desk("hosts:criteria-list", pk="call", lists=True),
    desk("hosts:criteria-new", pk="call"),
    desk("hosts:candidate-new", pk="call"),
    desk("hosts:assessor-new", pk="call"),
    desk("hosts:assessor-excuse", pk="sheet"),
    secretariat("hosts:sheet", pk="scored call", lists=True),
    secretariat("hosts:sheet-conflicts", pk="scored call", lists=True),
    desk("hosts:result", pk="decided call", number="number", lists=True),
    desk("hosts:decision-detail", pk="decided call", lists=True),
    desk("hosts:decision-new", pk="ripe call"),
    desk("hosts:candidate-detail", pk="candidate", lists=True),
    desk("hosts:candidate-edit", pk="candidate"),
    desk("hosts:candidate-withdraw", pk="candidate"),
    desk("hosts:claim-edit", pk="candidate", code="criterion"),
    desk("hosts:evidence-new", pk="claim"),
    public("hosts:decision", pk="decided call", lists=True),
]

MEETINGS = [
    desk("cooperation:meeting-list", lists=True),
    desk("cooperation:meeting-new"),
    desk("cooperation:meeting-detail", pk="meeting", lists=True),
    desk("cooperation:meeting-detail", pk="planned meeting"),
    desk("cooperation:meeting-edit", pk="meeting"),
    desk("cooperation:meeting-move", pk="planned meeting"),
    desk("cooperation:meeting-cancel", pk="planned meeting"),
    desk("cooperation:agenda-edit", pk="agenda item"),
    desk("cooperation:attendance-edit", pk="meeting", lists=True),
    desk("cooperation:attendance-names", pk="attendance", lists=True),
    desk("cooperation:letter-new", pk="planned meeting"),
    desk("cooperation:letter-edit", pk="letter", lists=True),
    desk("cooperation:minutes-edit", pk="meeting", lists=True),
    desk("cooperation:minutes-edit", pk="published meeting", lists=True),
    desk("cooperation:amendment-new", pk="approved paragraph"),
    public("cooperation:minutes-public-list", lists=True),
    public("cooperation:minutes-public", pk="published meeting", lists=True),
]

COMMITMENTS = [
    desk("cooperation:agreement-list", lists=True),
    desk("cooperation:agreement-new"),
    desk("cooperation:agreement-thread", pk="agreement", lists=True),
    desk("cooperation:agreement-edit", pk="agreement"),
    desk("cooperation:meeting-thread", pk="meeting", lists=True),
    desk("cooperation:commitment-list", lists=True),
    desk("cooperation:commitment-board", lists=True),
    desk("cooperation:commitment-calendar", lists=True),
    desk("cooperation:commitment-late", lists=True),
    desk("cooperation:commitment-new"),
    desk("cooperation:commitment-detail", pk="commitment", lists=True),
    desk("cooperation:commitment-thread", pk="commitment", lists=True),
    public("cooperation:personal-answer", token="token", lists=True),
    public("cooperation:agreement-public-list", lists=True),
    public("cooperation:agreement-public", code="code", lists=True),
]

NOMINATIONS = [
    desk("delegates:delegate-list", lists=True),
    desk("delegates:delegate-list", query="?q=row", lists=True),
    desk("delegates:delegate-detail", pk="delegate", lists=True),
    desk("delegates:nomination-new"),
    network("delegates:nomination-edit", pk="nomination"),
    desk("delegates:nomination-link-list", lists=True),
    desk("delegates:upload-new"),
    secretariat("delegates:upload-preview", pk="table", lists=True),
    desk("delegates:substitution-new", pk="delegate"),
    desk("delegates:substitution-list", lists=True),
    desk("delegates:substitution-detail", pk="substitution"),
    desk("delegates:duplicate-list", lists=True),
    network("delegates:household-list", lists=True),
    network("delegates:household", pk="delegate", lists=True),
    network("delegates:merge-pair", one="delegate", other="duplicate"),
    public("delegates:nominate-by-link", token="nomination link"),
]

REGISTRATION = [
    public("delegates:own-home", token="own token"),
    public("delegates:own-register", token="open own token"),
    public("delegates:own-stage", token="own token", stage="stage"),
    public("delegates:own-consent", token="own token"),
    public("delegates:own-data", token="own token"),
    public("delegates:own-erase", token="own token"),
    network("delegates:stage-for", pk="registered", stage="stage"),
    network("delegates:personal", pk="registered"),
    network("delegates:risk-note", pk="registered"),
    network("delegates:own-link", pk="registered"),
    network("delegates:forms"),
    network("delegates:form-detail", stage="stage", lists=True),
    network("delegates:form-edit", stage="stage"),
    network("delegates:form-preview", stage="stage", lists=True),
    network("delegates:question-new", stage="stage"),
    network("delegates:question-edit", pk="question"),
    desk("delegates:consent-list", lists=True),
    network("delegates:consent-text", purpose="purpose"),
    desk("delegates:retention"),
    network("delegates:retention-edit"),
    network("delegates:breach-list", lists=True),
    network("delegates:breach-new"),
    network("delegates:breach-detail", pk="breach"),
    network("delegates:breach-edit", pk="breach"),
]

NUMBERS = [
    desk("delegates:numbers", lists=True),
    desk("delegates:numbers", query="?part=&stage=1", lists=True),
    desk("delegates:numbers-publish"),
]

SELECTION = [
    desk("delegates:selection-list", lists=True),
    desk("delegates:selection-new"),
    desk("delegates:selection-detail", pk="draft selection", lists=True),
    desk("delegates:selection-detail", pk="computed selection", lists=True),
    desk("delegates:selection-detail", pk="drawn selection", lists=True),
    desk("delegates:selection-edit", pk="computed selection"),
    desk("delegates:selection-announce", pk="computed selection"),
    desk("delegates:selection-draw", pk="announced selection"),
    desk("delegates:selection-set-aside", pk="announced selection"),
    public("delegates:selection-public", pk="announced selection", lists=True),
    public("delegates:selection-public", pk="drawn selection", lists=True),
    desk("delegates:waiting-list", lists=True),
    desk("delegates:seat-holder-list", lists=True),
    desk("delegates:seat-answer", pk="holder"),
    desk("delegates:attendance", lists=True),
    desk("delegates:waiting-ask"),
    desk("delegates:waiting-freeze"),
    desk("delegates:waiting-pass", pk="waiting place"),
    desk("delegates:waiting-change", pk="list change"),
]

SEATS = [
    desk("delegates:seat-list", lists=True),
    desk("delegates:seat-new", lists=True),
    desk("delegates:seat-new", query="?over=provinces_by_sex&prefill=nominations"),
    desk("delegates:seat-detail", pk="seat plan", lists=True),
    desk("delegates:seat-edit", pk="seat plan", lists=True),
    desk("delegates:seat-deadlines", pk="seat plan", lists=True),
    desk("delegates:quota-list", lists=True),
    desk("delegates:quota-new"),
    desk("delegates:quota-new", query="?dimension=organisation&inside_dimension=sector", lists=True),
    desk("delegates:quota-edit", pk="quota"),
    desk("delegates:gap", lists=True),
    desk("delegates:gap", query="?stage=1&rows=organisation&columns=sex", lists=True),
]

INVITATIONS = [
    desk("delegates:invitation-list", lists=True),
    desk("delegates:invitation-list", query="?show=all", lists=True),
    desk("delegates:invitation-detail", pk="numbered letter"),
    network("delegates:letter-terms"),
    network("delegates:message-list", lists=True),
    network("delegates:message-new"),
    network("delegates:message-detail", pk="message"),
    network("delegates:message-detail", pk="sent message"),
    network("delegates:message-edit", pk="message"),
    network("delegates:dispatch-list", lists=True),
    network("delegates:dispatch-list", query="?show=done", lists=True),
]

PRESS = [
    public("press:news-list", lists=True),
    public("press:news-detail", slug="slug", lists=True),
    desk("press:article-list", lists=True),
    desk("press:article-new"),
    desk("press:article-detail", pk="draft", lists=True),
    desk("press:article-detail", pk="article", lists=True),
    desk("press:article-edit", pk="draft"),
    desk("press:article-correct", pk="article"),
]

SHELL = [
    public("web:home", lists=True),
    public("web:search", query="?q=row", lists=True),
    public("web:search", query="?q=row&in=meetings", lists=True),
    desk("web:overview", lists=True),
    public("design:gallery"),
]

ACCOUNT = [
    signed_in("accounts:home"),
    _for((302, 200, 302))("accounts:second-factor"),
    public("accounts:accept-invitation", token="invitation"),
    guest("account_login"),
    signed_in("account_logout"),
    signed_in("account_email"),
    signed_in("account_change_password"),
    signed_in("account_reauthenticate"),
    public("account_reset_password"),
    public("account_reset_password_done"),
    public("account_reset_password_from_key_done"),
    public("account_reset_password_from_key", uidb36="word", key="word"),
    public("account_confirm_email", key="word"),
    guest("account_signup"),
    public("account_inactive"),
    public("account_email_verification_sent"),
    signed_in("mfa_index"),
    _for((302, 200, 302))("mfa_activate_totp"),
    secretariat("mfa_deactivate_totp"),
    secretariat("mfa_view_recovery_codes"),
    with_passkey("mfa_generate_recovery_codes"),
    with_passkey("mfa_reauthenticate"),
    signed_in("mfa_list_webauthn"),
    with_passkey("mfa_add_webauthn"),
    with_passkey("mfa_edit_webauthn", pk="passkey"),
    with_passkey("mfa_remove_webauthn", pk="passkey"),
    with_passkey("mfa_reauthenticate_webauthn"),
    signed_in("usersessions_list", lists=True),
]

PAGES = [
    *CONVENING,
    *RUNS,
    *HOSTS,
    *MEETINGS,
    *COMMITMENTS,
    *NOMINATIONS,
    *REGISTRATION,
    *NUMBERS,
    *SELECTION,
    *SEATS,
    *INVITATIONS,
    *PRESS,
    *SHELL,
    *ACCOUNT,
]

PAPERS = [
    public("site:robots"),
    public("site:manifest"),
    public("press:feed", lists=True),
    public("press:sitemap", lists=True),
    public("hosts:decision-memo", pk="decided call"),
    desk("hosts:decision-preview", pk="decided call"),
    desk("delegates:upload-template"),
    desk("cooperation:sign-in-sheet", pk="meeting"),
    desk("cooperation:letter-pdf", pk="letter", language="language"),
    desk("cooperation:letter-docx", pk="letter", language="language"),
    desk("cooperation:minutes-pdf", pk="meeting"),
    desk("cooperation:minutes-docx", pk="meeting"),
    desk("cooperation:agreement-record-pdf", pk="agreed meeting"),
    desk("cooperation:agreement-record-docx", pk="agreed meeting"),
    desk("cooperation:commitment-export"),
    desk("runs:run-problem", pk="run"),
    desk("runs:run-result", pk="run"),
    public("delegates:own-data-json", token="own token"),
    public("delegates:own-data-pdf", token="own token"),
    network("delegates:breach-notice", pk="breach"),
    public("delegates:own-letter", token="own token"),
    network("delegates:letter-paper", pk="numbered letter", language="language", kind="paper kind"),
    network("delegates:letter-bundle"),
    desk("delegates:seat-paper", pk="seat plan"),
    desk("delegates:seat-document", pk="seat plan", kind="plan kind", number="step"),
    desk("delegates:gap-export"),
    desk("delegates:numbers-file", kind="table kind"),
    desk("delegates:selection-file", pk="drawn selection", file="file"),
    public("delegates:selection-public-file", pk="drawn selection", file="file"),
    _for((302, 404, 302))("mfa_download_recovery_codes"),
    _for((200, 200, 404))("core:attachment", pk="attachment"),
]

# Addresses that lead on at once: to the newest convening, to a row on its page, to sign-in.
FORWARDING = [
    forwarding("root"),
    forwarding("home"),
    forwarding("account_confirm_login_code"),
    forwarding("account_set_password"),
    forwarding("mfa_authenticate"),
    forwarding("mfa_login_webauthn"),
    forwarding("cooperation:paragraph-save", pk="paragraph"),
    forwarding("runs:run-progress", pk="going run"),
]

# Buttons: they only take what a form sends, so opening their address is refused.
_BUTTONS = """
accounts:demo-sign-in site:theme
convenings:publish convenings:phase-delete convenings:seat-delete convenings:role-revoke
convenings:figure-delete convenings:notices-read convenings:notice-read
convenings:notice-open
runs:run-cancel runs:run-repeat
hosts:scoring-open hosts:sheet-take-back hosts:decision-publish hosts:decision-unpublish
hosts:evidence-verify hosts:evidence-delete hosts:assessor-delete
cooperation:agenda-add cooperation:agenda-bring cooperation:agenda-up cooperation:agenda-down
cooperation:agenda-remove cooperation:paragraph-add cooperation:paragraph-remove
cooperation:signed-list cooperation:attendee-remove cooperation:letter-sent
cooperation:minutes-open cooperation:minutes-number cooperation:minutes-step cooperation:minutes-approve
cooperation:comment-add cooperation:comment-resolve
cooperation:amendment-approve cooperation:amendment-withdraw
cooperation:agreement-detailed cooperation:commitment-step cooperation:commitment-progress
cooperation:commitment-evidence cooperation:evidence-correct cooperation:evidence-withdraw
cooperation:commitment-comment cooperation:commitment-change
cooperation:commitment-link cooperation:commitment-remind cooperation:owners-remind
cooperation:change-answer cooperation:link-revoke
delegates:nomination-take-back delegates:nomination-link-revoke delegates:pair-apart
delegates:substitution-answer
delegates:own-link-revoke delegates:forms-begin delegates:question-up delegates:question-down
delegates:question-remove delegates:question-restore delegates:breach-told delegates:breach-close
delegates:seat-adopt delegates:quota-delete delegates:numbers-list
delegates:selection-compute delegates:selection-relax delegates:selection-publish
delegates:selection-unpublish delegates:waiting-promote delegates:waiting-pass-back
delegates:attendance-back delegates:sign-in-list delegates:badges
delegates:invitation-order delegates:own-answer delegates:dispatch-sent delegates:dispatch-take-back
delegates:message-send
press:article-approve press:article-publish press:article-unpublish press:cover-set press:cover-remove
press:line-add press:line-remove
"""
BUTTONS = frozenset(_BUTTONS.split())
