"""The case page: the story, what was done, and what can be done now by the person who reads it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from feedback import services
from feedback.models import Attachment, CalendarDay, Case, CaseCategory, Contact
from feedback.office import (
    bar,
    casehead,
    diary,
    dispute,
    due,
    holdings,
    kinship,
    leafing,
    naming,
    similar,
    table,
)
from feedback.office.entry import Entry
from feedback.office.improvements import beside
from feedback.office.neighbours import name_of
from feedback.office.orders import head as order
from feedback.office.rooms import CaseView, may_see_contact
from feedback.vocabulary import FileState, Reading
from portal import askback, buttons, downloads
from portal.models import User

READINGS_SHOWN = 20
REASON_LENGTH = 120
OTHERS_SHOWN = 5


class CasePage(CaseView):
    """One case as its colleagues see it."""

    template_name = "feedback/office/case.html"
    http_method_names = ["get", "head"]

    def beside(self) -> tuple[str, ...]:
        """Read its lesson with it, and the contact for those who may see one."""
        return (*super().beside(), "lesson", *(["contact"] if may_see_contact(self.user) else []))

    def get_page_title(self) -> str:
        """Name the case by its reference, never by a person."""
        return self.case.reference

    def get_context_data(self, **kwargs: Any) -> Any:
        """Collect what stands on the page."""
        case, today = self.case, timezone.localdate()
        contact = getattr(case, "contact", None) if may_see_contact(self.user) else None
        calendar = CalendarDay.objects.around(today)
        subjects = list(case.categories.select_related("category__parent"))
        entries = diary.entries(case, reader=self.user, texts=self.reads_texts)
        leafing.come_from(self.request)
        return super().get_context_data(
            **{
                "case": case,
                "due": due.most_pressing(case, today=today, calendar=calendar),
                "tone": table.TONES.get(case.public_stage, "done"),
                "facts": facts(self, subjects, entries),
                "subjects": subjects,
                "measures": list(case.measures.all()),
                "attachments": attachments(case, self.user) if self.reads_texts else [],
                "head": [
                    *casehead.flags(case, today=today, texts=self.reads_texts),
                    *(order.words(case, today=today) if self.is_officer else ()),
                ],
                "reads_texts": self.reads_texts,
                "diary": entries,
                "contact": contact,
                "may_see_contact": may_see_contact(self.user),
                "others": _others(case, contact, self.user),
                "readings": _readings(case) if self.is_officer else None,
                "name": naming.line(case),
                "leaves": leafing.beside(case, self.user, self.request),
                "bar": bar.bar(case, self.user, self.roles),
                "similar": similar.beside(self),
                "relatives": kinship.relatives(case, self.user),
                "learning": beside.of(case, self.user),
                "dispute": dispute.of(case) if self.reads_story else None,
                "hung": buttons.hung("register_case_button", case, self.user),
                **kwargs,
            }
        )


class ContactView(CasePage):
    """Shows who submitted the case, for a reason, in the answer to a POST; the showing is noted."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note the reason, then show the contact on this answer only."""
        if not may_see_contact(self.user):
            raise PermissionDenied
        reason = " ".join(request.POST.get("reason", "").replace("\x00", "").split())
        if not reason or len(reason) > REASON_LENGTH:
            error = _("Say in a few words why you need to know who it is.")
            return self.render_to_response(self.get_context_data(reason_error=error))
        services.reveal(self.case, by=self.user, reason=reason)
        return self.render_to_response(self.get_context_data(contact_shown=True))


class AttachmentView(CaseView):
    """Hands out the safe copy of an attachment; a PDF is never opened inside the site."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note the opening and send the bytes, fenced in."""
        if not self.reads_texts:
            raise PermissionDenied
        ready = Attachment.objects.told_to(self.user, self.case).filter(state=FileState.SAFE)
        attachment = get_object_or_404(ready, key=self.kwargs["key"])
        services.record(self.case, by=self.user, reading=Reading.ATTACHMENT)
        return downloads.fenced(
            services.open_safe(attachment),
            content_type=attachment.safe_type,
            name=services.name_of(attachment),
        )


def facts(
    room: CaseView, subjects: list[CaseCategory], entries: list[Entry]
) -> list[tuple[str, Any]]:
    """Return what is known about a case; a department is not told by whose work order it came.

    Nor by what a colleague could be known: the day, and the page somebody wrote about.
    """
    case, told = room.case, room.reads_story or not room.reads_texts
    several = holdings.of(case, room.user).assisting
    assisting = [department.label for department in case.assisting.all()] if several else []
    primary = next((row for row in subjects if row.primary), None)
    return [
        (_("Kind"), case.get_kind_display()),
        (_("Received through"), case.get_channel_display()),
        (_("When it happened"), case.happened_on if told else ""),
        (_("About the page"), _about(entries) if told else ""),
        (_("Department named by the submitter"), case.about.label if case.about else ""),
        (_("Responsible department"), case.lead.label if case.lead else ""),
        (_("Assisting departments"), _(", ").join(assisting)),
        (_("Priority"), case.get_priority_display()),
        (_("Severity"), primary.get_severity_display() if primary else ""),
        (_("Stage of care"), primary.get_care_stage_display() if primary else ""),
        (_("Harm"), primary.get_harm_display() if primary else ""),
        (_("Work order number"), case.external_number if room.is_officer else ""),
        (_("External deadline"), case.external_due_on),
        *(order.facts(case) if room.is_officer else ()),
        (_("Outcome"), case.get_outcome_display()),
        (_("Satisfaction"), case.get_satisfaction_display()),
        (_("Resolution"), case.get_resolution_display()),
    ]


def _about(entries: list[Entry]) -> SafeString | str:
    """Return a link to the public page the submitter wrote about, if there was one."""
    page = entries[-1].page if entries else ""
    return askback.link(page, to_staff=True) if page else ""


def attachments(case: Case, user: User) -> list[dict[str, Any]]:
    """Return what somebody may open of the attachments; one that is not ready has no address."""
    if not holdings.of(case, user).attachments:
        return []
    return [
        {
            "name": attachment.name,
            "size": attachment.size,
            "state": attachment.get_state_display(),
            "url": reverse("office:attachment", args=[case.pk, attachment.key])
            if attachment.state == FileState.SAFE
            else "",
        }
        for attachment in Attachment.objects.told_to(user, case)
    ]


def _others(case: Case, contact: Contact | None, user: User) -> list[Case]:
    if contact is None or not contact.phone_index:
        return []
    same = Case.objects.visible_to(user).filter(contact__phone_index=contact.phone_index)
    shown = same.exclude(pk=case.pk).only("pk", "reference", "gist", "stage", "received_at")
    return list(shown.order_by("-received_at")[:OTHERS_SHOWN])


def _readings(case: Case) -> list[tuple[str, str]]:
    """Return who has read it in which way and why, and when."""
    read = ("case", "reading", "reason", "at", "by__username", "by__first_name", "by__last_name")
    rows = case.readings.select_related("by").only(*read)[:READINGS_SHOWN]
    return [
        (
            " · ".join(filter(None, (name_of(row.by), row.get_reading_display(), row.reason))),
            f"{timezone.localtime(row.at):%Y-%m-%d %H:%M}",
        )
        for row in rows
    ]
