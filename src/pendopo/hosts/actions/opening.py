"""The one place where scores become readable for others."""

from pendopo.core.times import now
from pendopo.hosts.enums import CallStatus
from pendopo.hosts.models import Call, Score, Sheet


def open_results_if_all_scored(call: Call) -> bool:
    """Open the result once nobody is waited for and all candidates are scored; the call must be locked."""
    version = call.versions.first()
    if call.status != CallStatus.SCORING or version is None or version.results_opened_at:
        return False
    if any(sheet.is_waited_for for sheet in Sheet.objects.filter(version=version)):
        return False
    taking_part = set(call.candidates.filter(withdrawn_on=None).values_list("pk", flat=True))
    scores = Score.objects.filter(sheet__version=version, sheet__submitted_at__isnull=False)
    if not taking_part or taking_part - set(scores.values_list("candidate_id", flat=True)):
        return False
    version.results_opened_at = now()
    version.save(update_fields=["results_opened_at"])
    call.status = CallStatus.SCORED
    call.save(update_fields=["status"])
    return True
