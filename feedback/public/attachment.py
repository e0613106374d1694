"""One attachment, for the browser that opened its case and for staff who may see it. 404 for others."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from feedback import services
from feedback.models import Attachment
from feedback.public.unlocked import unlocked_pk
from feedback.vocabulary import FileState, Reading
from feedback.workflow import Role
from portal import downloads


@require_safe
def attachment(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Serve the safe copy; a PDF is for download only, a picture may be looked at."""
    found = Attachment.objects.select_related("case").filter(key=key, state=FileState.SAFE).first()
    if found is None or not _may_open(request, found):
        raise Http404
    return downloads.fenced(
        services.open_safe(found), content_type=found.safe_type, name=services.name_of(found)
    )


def _may_open(request: HttpRequest, found: Attachment) -> bool:
    """Ask for the submitter first; a member of staff leaves a trace."""
    case = found.case
    if unlocked_pk(request) == case.pk:
        return True
    user = request.user
    if not user.is_authenticated or case.roles_of(user) <= {Role.OVERSIGHT}:
        return False  # no role at all, or one that reads without persons
    if not Attachment.objects.told_to(user, case).filter(pk=found.pk).exists():
        return False
    services.record(case, by=user, reading=Reading.ATTACHMENT)
    return True
