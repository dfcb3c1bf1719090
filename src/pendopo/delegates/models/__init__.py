from pendopo.delegates.models.consent import Consent, ConsentText
from pendopo.delegates.models.delegate import Delegate, Identity, Look, Sealed, Traits
from pendopo.delegates.models.form import Answer, FilledFor, FormField, StageForm
from pendopo.delegates.models.invitation import Invitation, InvitationTerms
from pendopo.delegates.models.message import Dispatch, Message
from pendopo.delegates.models.nomination import (
    Nomination,
    NominationLink,
    NominationTable,
    NotSame,
    Substitution,
)
from pendopo.delegates.models.own import OwnLink
from pendopo.delegates.models.protection import Breach, Erasure, RetentionRule
from pendopo.delegates.models.quota import Quota
from pendopo.delegates.models.seats import Allotment, SeatPlan
from pendopo.delegates.models.selection import Chance, Selection
from pendopo.delegates.models.waiting import ListChange, ListFreeze, WaitingPlace

__all__ = [
    "Allotment",
    "Answer",
    "Breach",
    "Chance",
    "Consent",
    "ConsentText",
    "Delegate",
    "Dispatch",
    "Erasure",
    "FilledFor",
    "FormField",
    "Identity",
    "Invitation",
    "InvitationTerms",
    "ListChange",
    "ListFreeze",
    "Look",
    "Message",
    "Nomination",
    "NominationLink",
    "NominationTable",
    "NotSame",
    "OwnLink",
    "Quota",
    "RetentionRule",
    "Sealed",
    "SeatPlan",
    "Selection",
    "StageForm",
    "Substitution",
    "Traits",
    "WaitingPlace",
]
