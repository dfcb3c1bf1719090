"""Words of mobilisation that rows are sorted by."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Audience(TextChoices):
    """The two parts of a convening, each with its own seats."""

    CONFERENCE = "conference", _("Conference")
    CONVENTION = "convention", _("Internal convention")


class Dimension(TextChoices):
    """What a quota counts people by."""

    SEX = "sex", _("Sex")
    AGE = "age", _("Age")
    DISABILITY = "disability", _("Disability")
    SECTOR = "sector", _("Sector")
    PROVINCE = "province", _("Province")
    REGENCY = "regency", _("Regency or city")
    ORGANISATION = "organisation", _("Organisation")
    FIRST_TIME = "first_time", _("First time")


class Sex(TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    NOT_STATED = "", _("Not stated")


class AgeBand(TextChoices):
    UNDER_18 = "under_18", _("Under 18")
    FROM_18 = "18_29", _("18 to 29")
    FROM_30 = "30_44", _("30 to 44")
    FROM_45 = "45_59", _("45 to 59")
    FROM_60 = "60_up", _("60 and older")
    NOT_STATED = "", _("Not stated")


class Answered(TextChoices):
    """A yes or no that may be missing; missing is never counted as either."""

    YES = "yes", pgettext_lazy("answer", "Yes")
    NO = "no", pgettext_lazy("answer", "No")
    NOT_STATED = "", _("Not stated")


class DelegateState(TextChoices):
    """How far one person has come; `rules.MOVES` says what may follow what."""

    NOMINATED = "nominated", _("Nominated")
    REGISTERED = "registered", _("Registered")
    SELECTED = "selected", _("Selected")
    WAITING = "waiting", _("On the waiting list")
    CONFIRMED = "confirmed", _("Confirmed")
    ATTENDED = "attended", _("Attended")
    DECLINED = "declined", pgettext_lazy("delegate", "Declined")
    CANCELLED = "cancelled", pgettext_lazy("delegate", "Cancelled")
    REPLACED = "replaced", _("Replaced by somebody else")
    MERGED = "merged", _("Merged with another entry")
    ERASED = "erased", _("Erased")


class CountedIn(TextChoices):
    """What the numbers of a quota are."""

    PERSONS = "persons", _("persons")
    PERCENT = "percent", _("per cent")


class SeatsOver(TextChoices):
    """What seats are shared over."""

    ORGANISATIONS = "organisations", _("Organisations")
    PROVINCES = "provinces", _("Provinces")
    SECTORS = "sectors", _("Sectors")
    PROVINCES_BY_SEX = "provinces_by_sex", _("Provinces and sexes at once")


class ShareMethod(TextChoices):
    """How shares become whole seats; pendopo.planning.apportionment defines each."""

    HARE = "hare", _("Largest remainders (Hare)")
    SAINTE_LAGUE = "sainte-lague", _("Rounded to the nearest (Sainte-Laguë)")
    DHONDT = "dhondt", _("Rounded down (D’Hondt)")
    HUNTINGTON_HILL = "huntington-hill", _("Rounded at the geometric mean (Huntington-Hill)")


class FloorsMean(TextChoices):
    """What a minimum of seats does."""

    LEAST = "at-least-minimum", _("A share below the minimum is lifted to it")
    START = "start-at-minimum", _("Everybody takes the minimum first, then the rest is shared")


class PlanState(TextChoices):
    DRAFT = "draft", _("Draft")
    ADOPTED = "adopted", _("Adopted")
    SUPERSEDED = "superseded", _("Superseded")


class Way(TextChoices):
    """How a nomination reached us."""

    DESK = "desk", _("At the desk")
    LINK = "link", _("By personal link")
    FILE = "file", _("From a table")
    PROXY = "proxy", _("By somebody on their behalf")


class Photo(TextChoices):
    """Whether somebody may be photographed; whoever has not chosen may not."""

    NO = "no", _("No photos")
    ASK = "ask", _("Ask me first")
    YES = "yes", _("Photos are fine")


class Kept(TextChoices):
    """Kinds of personal data, each with its own readers and its own end."""

    IDENTITY = "identity", _("Name and contact")
    NEEDS = "needs", _("Access, diet and care needs")
    HEALTH = "health", _("Disability questions")
    PAPERS = "papers", _("Identity papers and bank account")
    RISK = "risk", _("Notes about risk")
    ANSWERS = "answers", _("Other answers")


class Purpose(TextChoices):
    """What somebody consents to, each by itself."""

    TAKE_PART = "take_part", _("Organising my participation")
    NEEDS = "needs", _("Meeting my access, diet and care needs")
    COUNTING = "counting", _("Counting disability without my name")
    AFTER = "after", _("Writing to me after the convening")
    PHOTO = "photo", _("Photos in which I can be recognised")


class Stage(TextChoices):
    """The forms of one delegate, opened one after the other by state."""

    REGISTER = "register", _("Registration")
    TRAVEL = "travel", _("Travel and needs")
    PREFERENCES = "preferences", _("Preferences")


class Told(TextChoices):
    """How somebody told us what was filled in for them."""

    PERSON = "person", pgettext_lazy("told", "In person")
    PHONE = "phone", pgettext_lazy("told", "By phone")
    WRITING = "writing", pgettext_lazy("told", "In writing")


class FieldKind(TextChoices):
    TEXT = "text", _("Short text")
    LONG = "long", _("Long text")
    YES_NO = "yes_no", _("Yes or no")
    CHOICE = "choice", _("One of several")
    CHOICES = "choices", _("Any of several")
    NUMBER = "number", _("Whole number")
    DATE = "date", _("Date")
    PHONE = "phone", _("Phone number")


class Passes(TextChoices):
    """When a conditional question is asked, by the answer to an earlier one."""

    IS = "is", _("is")
    IS_NOT = "is_not", _("is not")
    INCLUDES = "includes", _("includes")
    AT_LEAST = "at_least", _("is at least")
    BEFORE = "before", _("is before")


class Channel(TextChoices):
    EMAIL = "email", _("E-mail")
    WHATSAPP = "whatsapp", _("WhatsApp")
    LETTER = "letter", _("Letter")


class RequestState(TextChoices):
    OPEN = "open", _("Waiting for an answer")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", pgettext_lazy("request", "Declined")


class SelectionState(TextChoices):
    """How far a selection is; the chances are fixed before anybody can know the seed."""

    DRAFT = "draft", _("Draft")
    COMPUTED = "computed", _("Chances computed")
    ANNOUNCED = "announced", _("Seed announced")
    DRAWN = "drawn", _("Drawn")
    SET_ASIDE = "set_aside", _("Set aside")

    @property
    def chip(self) -> str:
        """The state of the status chip."""
        shown = {"draft": "todo", "computed": "run", "announced": "warn", "drawn": "ok", "set_aside": "late"}
        return shown[str(self.value)]


class InvitationState(TextChoices):
    """What became of one invitation, computed from its moments and the state of its delegate."""

    MADE = "made", _("Not sent yet")
    SENDING = "sending", _("On its way")
    SENT = "sent", pgettext_lazy("invitation", "Sent")
    OPENED = "opened", pgettext_lazy("invitation", "Opened")
    REMINDED = "reminded", pgettext_lazy("invitation", "Reminded")
    CONFIRMED = "confirmed", _("Will come")
    DECLINED = "declined", _("Will not come")
    EXPIRED = "expired", _("Not answered in time")
    RELEASED = "released", _("Seat released")
    OVER = "over", _("No longer valid")

    @property
    def chip(self) -> str:
        """The state of the status chip."""
        shown = {"made": "todo", "sending": "run", "sent": "run", "opened": "run", "reminded": "warn"}
        shown |= {"confirmed": "ok", "expired": "late", "released": "late"}
        return shown.get(str(self.value), "todo")


class DispatchKind(TextChoices):
    """What is on its way to one person."""

    INVITATION = "invitation", _("Invitation")
    REMINDER = "reminder", _("Reminder")
    MESSAGE = "message", _("Message")


class SeenOn(TextChoices):
    """Where at the desk somebody's data was opened, in words that follow “opened it”."""

    LIST = "delegates", _("in the list of delegates")
    EXPORT = "list", _("in a table that left the desk")
    DELEGATE = "delegate", _("on the page of the delegate")
    PERSONAL = "personal", _("on the page of personal data")
    RISK_NOTE = "risk_note", _("on the page of the note about risk")
    STAGE_FOR = "stage_for", _("while filling in a form for the person")
    NOMINATION = "nomination", _("while correcting a nomination")
    DUPLICATES = "duplicates", _("among possible duplicates")
    HOUSEHOLD = "household", _("on a page of households")
    MERGE = "merge", _("while comparing two entries")
    SUBSTITUTION = "substitution", _("in a request for a substitution")
    INVITATIONS = "invitations", _("in the list of invitations")
    INVITATION = "invitation", _("on the page of an invitation")
    LETTER = "letter", _("in a letter of invitation")
    LETTERS = "letters", _("in a stack of letters of invitation")
    MESSAGE = "message", _("in a message to be sent")
    DISPATCHES = "dispatches", _("in the list of what is to be sent")
    ATTENDANCE = "attendance", _("in the list of who came")
    SIGN_IN = "sign_in", _("in a list to sign")
    BADGES = "badges", _("on a sheet of badges")
