"""Reads behind the own link: what a token opens, what is held about its person."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, UUIDField
from django.http import Http404

from pendopo.core import links
from pendopo.core.errors import LinkBroken, LinkExpired
from pendopo.core.prepared import Given, Prepared, whole
from pendopo.core.times import now, short_date
from pendopo.delegates.enums import DelegateState, Kept
from pendopo.delegates.models import (
    Chance,
    Delegate,
    FilledFor,
    FormField,
    Identity,
    Invitation,
    Look,
    OwnLink,
    Sealed,
    Traits,
    WaitingPlace,
)
from pendopo.delegates.queries.door import Question, of_phone
from pendopo.delegates.queries.form import answer_words
from pendopo.delegates.queries.looks import MOST_LOOKS

PURPOSE = "delegates.own"
LONGEST = timedelta(days=400)
NAMES = ("name", "phone", "email", "born_on", "home")
FORGOTTEN = "–"  # what stands for a reason that was erased
COUNTED = ("sex", "age", "disability", "sector", "first_time")


def link_of(token: str) -> OwnLink:
    """The link behind a token that is whole, not expired and not taken back; otherwise 404, with no reason."""
    try:
        key = UUID(hex=links.read(PURPOSE, token, LONGEST)["link"])
    except (LinkBroken, LinkExpired, KeyError, ValueError, TypeError) as error:
        raise Http404 from error
    found = _link.first(key=key)
    if found is None or not found.is_open(now()) or found.delegate.state == DelegateState.ERASED:
        raise Http404
    return found


_link = whole(
    OwnLink,
    lambda: OwnLink.objects.filter(pk=Given("key", UUIDField())).order_by(),
    *("delegate", "delegate__convening", "delegate__organisation"),
    *("delegate__identity", "delegate__traits"),
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What there is about a delegate beside the entry; most people have none of it yet."""

    chance: bool
    invitation: bool
    filled: bool


def beside(delegate: Delegate) -> Beside:
    """Which further reads are worth asking for a delegate, told by one."""
    return _beside.first(of=delegate.pk) or Beside(chance=False, invitation=False, filled=False)


_beside = Prepared(
    lambda: (
        Delegate.objects.filter(pk=Given("of", UUIDField()))
        .order_by()
        .annotate(
            chance=Exists(Chance.objects.filter(delegate=OuterRef("pk"))),
            invitation=Exists(Invitation.objects.filter(delegate=OuterRef("pk"))),
            filled=Exists(FilledFor.objects.filter(delegate=OuterRef("pk"))),
        )
        .values("chance", "invitation", "filled")
    ),
    Beside,
)


def token_of(link: OwnLink) -> str:
    """The signed token that stands in the address; it carries the link's key and nothing else."""
    return links.make(PURPOSE, {"link": link.pk.hex})


def links_of(delegate: Delegate) -> list[OwnLink]:
    """The links of a delegate, the newest first."""
    return list(OwnLink.objects.filter(delegate=delegate).select_related("made_by"))


def question_of(delegate: Delegate) -> Question | None:
    """The end of the phone number, or the year of birth; None while neither is known, nor anything to show."""
    identity = identity_of(delegate)
    by_year = Question("year", identity.born_on[:4], tries=3) if identity.born_on else None
    return of_phone(identity.phone) or by_year


def identity_of(delegate: Delegate) -> Identity:
    """Who the person is; for the own pages, which are the person's."""
    if delegate._state.fields_cache.get("identity"):
        return delegate.identity
    return Identity.objects.filter(delegate=delegate).first() or Identity(delegate=delegate)


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that is held: its kind, what was asked, what was answered."""

    kind: Kept
    label: str
    value: str
    key: str


def held_about(delegate: Delegate) -> list[Held]:
    """Everything that is held about a person in words, the sealed parts opened."""
    return [*_identity(delegate), *_choices(delegate), *_traits(delegate), *sealed_words(delegate)]


def _identity(delegate: Delegate) -> list[Held]:
    identity = identity_of(delegate)
    words = dict(zip(NAMES, identity_words(identity, empty=True), strict=True))
    return [Held(Kept.IDENTITY, *words[name], name) for name in NAMES if words[name][1]]


def identity_words(identity: Identity, *, empty: bool = False) -> list[tuple[str, str]]:
    """Name and contact as labels and texts."""
    said = {name: str(getattr(identity, name)) for name in NAMES}
    if identity.born_on:
        said["born_on"] = short_date(date.fromisoformat(identity.born_on))
    rows = [(label_of(Identity, name), said[name]) for name in NAMES]
    return rows if empty else [row for row in rows if row[1]]


def label_of(model: type[Model], name: str) -> str:
    """What a column is called on pages."""
    return str(getattr(model._meta.get_field(name), "verbose_name", name))


def state_word(delegate: Delegate) -> str:
    """The state as the person reads it; that two entries were one person tells nobody about the other entry."""
    merged = delegate.state == DelegateState.MERGED
    return str(DelegateState.REGISTERED.label) if merged else str(delegate.get_state_display())


def _choices(delegate: Delegate) -> list[Held]:
    from django.utils.translation import gettext as _
    from django.utils.translation import pgettext

    rows = [
        Held(Kept.IDENTITY, _("Number"), delegate.code, "number"),
        Held(Kept.IDENTITY, _("State"), state_word(delegate), "state"),
        Held(Kept.IDENTITY, _("Part"), delegate.get_audience_display(), "audience"),
        Held(Kept.IDENTITY, _("Photos"), delegate.get_photo_display(), "photo"),
    ]
    if delegate.organisation:
        rows.append(Held(Kept.IDENTITY, _("Organisation"), delegate.organisation.name, "organisation"))
    if delegate.alias:
        rows.append(Held(Kept.IDENTITY, _("Alias"), delegate.alias, "alias"))
    rows += [
        Held(Kept.IDENTITY, label_of(Delegate, name), pgettext("answer", "Yes"), name)
        for name in ("under_alias", "unlisted")
        if getattr(delegate, name)
    ]
    proposals = delegate.nominations.select_related("organisation")
    rows += [
        Held(Kept.IDENTITY, _("Proposed by"), row.organisation.name, f"nomination.{number}")
        for number, row in enumerate(proposals, 1)
        if row.organisation
    ]
    rows += [
        Held(Kept.IDENTITY, _("Why you were proposed"), row.reason, f"reason.{number}")
        for number, row in enumerate(proposals, 1)
        if row.reason
    ]
    return rows + _household(delegate) + _reasons(delegate)


def _household(delegate: Delegate) -> list[Held]:
    """That others of the household are in the pool; how many, and never who."""
    from django.utils.translation import gettext as _
    from django.utils.translation import ngettext

    if delegate.household is None:
        return []
    others = Delegate.objects.filter(household=delegate.household).exclude(pk=delegate.pk).count()
    said = ngettext("%(number)s other person", "%(number)s other people", others) % {"number": others}
    return [Held(Kept.IDENTITY, _("Of the same household"), said, "household")]


def _reasons(delegate: Delegate) -> list[Held]:
    """What leaders and nominators wrote down when somebody was passed over, replaced or to be promoted."""
    from django.utils.translation import gettext as _

    passed = WaitingPlace.objects.filter(delegate=delegate).values_list("passed_why", flat=True)
    told = [(_("Why you were passed over"), "passed", why) for why in passed]
    replaced = delegate.substitutions.values_list("reason", flat=True)
    told += [(_("Why somebody else was to take your place"), "replaced", why) for why in replaced]
    asked = delegate.list_changes.values_list("reason", flat=True)
    told += [(_("Why a seat was asked for you"), "asked", why) for why in asked]
    return [
        Held(Kept.IDENTITY, label, why, f"{key}.{number}")
        for number, (label, key, why) in enumerate(told, 1)
        if why and why != FORGOTTEN
    ]


def _traits(delegate: Delegate) -> list[Held]:
    traits = getattr(delegate, "traits", None)
    if traits is None:
        return []
    shown = {name: getattr(traits, f"get_{name}_display")() for name in COUNTED if getattr(traits, name)}
    if traits.region:
        shown["region"] = traits.region.name
    return [
        Held(Kept.ANSWERS, label_of(Traits, name), str(value), f"counted.{name}")
        for name, value in shown.items()
    ]


def sealed_words(delegate: Delegate, kinds: tuple[Kept, ...] = tuple(Kept)) -> list[Held]:
    """What is sealed under these kinds, in words."""
    from django.utils.translation import gettext as _

    rows = FormField.objects.filter(stage_form__convening=delegate.convening_id).select_related("stage_form")
    questions = {f"{row.stage_form.stage}.{row.key}": row for row in rows}
    order = {key: place for place, key in enumerate(questions)}
    fixed = {"note": _("Note about risk"), "guardian": _("Parent or guardian who agrees")}
    found: list[Held] = []
    for row in Sealed.objects.filter(delegate=delegate, kind__in=kinds).order_by("kind"):
        for key in sorted(row.data, key=lambda key: order.get(key, -1)):
            question, value = questions.get(key), row.data[key]
            label = question.label if question else fixed.get(key, key)
            words = answer_words(question, value) if question else str(value)
            found.append(Held(Kept(row.kind), label, words, key))
    return found


def as_document(delegate: Delegate) -> dict[str, Any]:
    """Everything that is held, for a download: plain JSON with keys that do not depend on the language."""
    from pendopo.delegates.queries.consent import consents_of

    return {
        "format": "pendopo.own-data/1",
        "made_at": now(),
        "convening": delegate.convening.title,
        "held": [
            {"kind": str(row.kind), "key": row.key, "question": row.label, "answer": row.value}
            for row in held_about(delegate)
        ],
        "consents": [
            {
                "purpose": row.text.purpose,
                "version": row.text.version,
                "text": row.text.text,
                "given_at": row.given_at,
                "withdrawn_at": row.withdrawn_at,
                "told": row.noticed,
            }
            for row in consents_of(delegate)
        ],
        "looks": [
            {"role": look.role, "kind": look.kind, "page": look.page, "at": look.at}
            for look in Look.objects.filter(delegate=delegate)[:MOST_LOOKS]
        ],
        "filled_for": [
            {"stage": row.stage, "role": row.role, "told": row.told, "at": row.at}
            for row in FilledFor.objects.filter(delegate=delegate)
        ],
    }
