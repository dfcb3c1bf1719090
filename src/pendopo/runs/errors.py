"""What runs refuse, and why one failed; a failed run keeps the sentence in both languages."""

from django.utils.translation import gettext_lazy as _

from pendopo.core.errors import DomainError


class SecondsOutside(DomainError):
    """A time limit that nobody would wait for, or none at all."""

    sentence = _("A computation may take 1 to %(most)s seconds. Choose a limit between them.")
    field = "seconds"


class SeedOutside(DomainError):
    """A seed that the solvers do not take."""

    sentence = _("A seed is a whole number from 0 to %(most)s. Choose another one.")
    field = "seed"


class WorkersOutside(DomainError):
    """More searches at once than one machine has."""

    sentence = _("From 1 to %(most)s searches can go on at once. Choose a number between them.")
    field = "workers"


class RunEnded(DomainError):
    """Something asked of a run that is over."""

    sentence = _("This computation has ended already. Nothing is left to do.")


class RunGoesOn(DomainError):
    """A repetition of a run that has not ended."""

    sentence = _("This computation has not ended yet. Wait for it, or cancel it first.")


class SolverUnknown(DomainError):
    """A run of a kind that no room computes (any longer)."""

    sentence = _("This version of Pendopo cannot compute this any longer. Start it anew from its own page.")


class SolverAbsent(DomainError):
    """The optional packages of the solver are not installed."""

    sentence = _(
        "The server has no solver installed. Ask whoever runs it to install pendopo[solver], then run this again."
    )


class ProblemUnreadable(DomainError):
    """A problem that contradicts itself; the place is told in the log of the server."""

    sentence = _(
        "The task does not hold together at %(place)s. Correct it on its own page, then start again."
    )


class ComputationBroke(DomainError):
    """A fault of ours while computing."""

    sentence = _(
        "The computation broke off because of a fault in the program. "
        "Run it again; if it breaks off again, ask whoever runs the server to look into its log."
    )


class WorkerLost(DomainError):
    """A run whose worker disappeared again and again."""

    sentence = _(
        "The computer that worked on this stopped %(times)s times. It may have too little memory: "
        "choose a shorter time or a smaller task, or ask whoever runs the server, then run it again."
    )
