"""Submitting: one page, one answer. The same form sent twice is one case with one receipt."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from feedback import services, tracking
from feedback.public import blank, dates, formkey, look_around
from feedback.public.formkey import FormKey
from feedback.public.forms import CHOOSE_AGAIN, VoiceForm, prefilled
from feedback.services import Receipt
from portal import askback, edition
from portal.models import Hospital, SiteSettings


@dataclass(frozen=True)
class Door:
    """One way in for a voice: what is asked there, and on which page."""

    name: str
    form: type[VoiceForm]

    @property
    def template(self) -> str:
        """Return the page the form stands on."""
        return f"feedback/public/{self.name}.html"


FRONT = Door("submit", VoiceForm)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def submit(request: HttpRequest) -> HttpResponse:
    """Show the form everybody knows, and take in what it brings."""
    return at(FRONT, request)


def at(door: Door, request: HttpRequest) -> HttpResponse:
    """Show the form of a door, and take in what it brings; who is signed in plays no part."""
    hospital = _hospital(request)
    if request.method != "POST":
        return _page(request, door, _new_form(door, hospital, request.GET.dict()), formkey.fresh())
    signed = request.POST.get("form_key", "")
    key = _usable(formkey.read(signed))
    if door is FRONT and look_around.ASKED in request.POST:
        return _look(request, door, hospital, signed if key else formkey.fresh())
    form = door.form(request.POST, request.FILES, hospital=hospital, is_stale=key is None)
    if key is None or not form.is_valid():
        return _page(request, door, form, signed if key else formkey.fresh())
    about = _about(request)
    receipt = _take(request, form, key, hospital, about)
    return _receipt(request, receipt, signed, typed=form.cleaned_data["story"], about=about)


@require_POST
@sensitive_post_parameters()
def receipt_file(request: HttpRequest) -> HttpResponse:
    """Give the receipt as a text file, as long as the receipt itself may be shown again."""
    signed = request.POST.get("form_key", "")
    key = formkey.read(signed)
    receipt = services.find_receipt(key.value) if key else None
    if receipt is None:
        return render(request, "feedback/public/no_receipt.html", status=404)
    if not receipt.code:
        return _receipt(request, receipt, signed, status=410)
    where = request.build_absolute_uri(reverse("feedback:track"))
    words = {**_words(receipt, signed), "track_address": where}
    text = render_to_string("feedback/public/receipt.txt", words, request)
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{receipt.case.reference}.txt"'
    return answer


def _look(request: HttpRequest, door: Door, hospital: Hospital, signed: str) -> HttpResponse:
    """Show the form as it was filled in, with what is public of the same; nothing is taken in."""
    form = door.form(request.POST, hospital=hospital)
    if story := form.story_alone():
        form.looked = look_around.look(request, story)
    elif any(request.FILES.values()):
        form.add_error("attachments", CHOOSE_AGAIN)
    return _page(request, door, form, signed)


def _take(
    request: HttpRequest, form: VoiceForm, key: FormKey, hospital: Hospital, about: Any
) -> Receipt:
    # Whoever fills in the question nobody sees, or is done before reading it, is most likely a program.
    suspicious = key.is_hasty or bool(request.POST.get("remark"))
    voice = form.voice(suspicious=suspicious, page=about.pk if about else None)
    files = form.cleaned_data["attachments"]
    with services.sealed(files, max_bytes=settings.ATTACHMENT_BYTES) as sealed:
        return services.submit(voice, form_key=key.value, hospital=hospital, attachments=sealed)


def _usable(key: FormKey | None) -> FormKey | None:
    """Return a key that is ours and young, or whose form we have already taken in."""
    if key is None or (key.is_stale and services.find_receipt(key.value) is None):
        return None
    return key


def _new_form(door: Door, hospital: Hospital, query: dict[str, str]) -> VoiceForm | SafeString:
    """Return an unanswered form; one that nothing is filled in for is kept as drawn."""
    if filled_in := prefilled(query):
        return door.form(hospital=hospital, initial=filled_in)
    return blank.drawn((door.name, hospital.pk), lambda: door.form(hospital=hospital))


def _page(
    request: HttpRequest, door: Door, form: VoiceForm | SafeString, signed: str
) -> HttpResponse:
    drawn = {"drawn": form} if isinstance(form, SafeString) else {"form": form}
    context = {**drawn, "form_key": signed, "about": _about(request)}
    return render(request, door.template, context)


def _about(request: HttpRequest) -> Any:
    """Return the public page somebody writes about, or None."""
    told = request.POST if request.method == "POST" else request.GET
    return askback.open_page(told.get("page", ""))


def _receipt(
    request: HttpRequest,
    receipt: Receipt,
    signed: str,
    *,
    typed: str = "",
    about: Any = None,
    status: int = 200,
) -> HttpResponse:
    context = {**_words(receipt, signed), "typed": typed, "about": about}
    return render(request, "feedback/public/receipt.html", context, status=status)


def _words(receipt: Receipt, signed: str) -> dict[str, object]:
    case = receipt.case
    return {
        "receipt": receipt,
        "form_key": signed,
        "acknowledge_by": dates.spoken(case.acknowledge_by),
        "reply_by": dates.promised(case.due_on, provisional=case.due_provisional),
        "minutes": settings.RECEIPT_MINUTES,
        "grouped": tracking.grouped(receipt.code),
    }


def _hospital(request: HttpRequest) -> Hospital:
    """Return the hospital this site speaks for."""
    chosen = SiteSettings.for_request(request).hospital
    return chosen or edition.kept("hospital", Hospital.objects.order_by("pk")[:1].get)
