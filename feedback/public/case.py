"""The unlocked case: where it stands, what happened, and the acts that are open to the submitter."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback import services
from feedback.models import Case
from feedback.public import unlocked
from feedback.public.acts import ROOMS, Room, open_to
from feedback.public.questions import Words
from feedback.public.reading import SHOWN, describe
from feedback.public.track import blank_form
from feedback.public.unlocked import see_other
from feedback.vocabulary import Act
from feedback.workflow import WrongStage


@require_safe
def case(request: HttpRequest) -> HttpResponse:
    """Show the case this browser has open."""
    found = unlocked.unlocked(request, only=SHOWN)
    return _ended(request) if found is None else _page(request, found)


@require_POST
@sensitive_post_parameters()
def act(request: HttpRequest, act: Act) -> HttpResponse:
    """Do what the submitter asks for, and show the case again."""
    found, room = unlocked.unlocked(request), ROOMS[act]
    kept = room.written(request.POST)
    if found is None:
        return _ended(request, kept)
    form = room.filled(found, request.POST, request.FILES)
    if not form.is_valid():
        return _again(request, found, room, form, kept)
    try:
        _do(found, room, form.cleaned_data)
    except WrongStage:
        found.refresh_from_db()
        return _page(request, found, status=409, kept=kept, gone=_gone(found))
    except ValidationError as refused:
        return _refused(request, found, room, refused)
    messages.success(request, str(room.done))
    return see_other("case")


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def withdraw(request: HttpRequest) -> HttpResponse:
    """Ask once more before a voice is taken back."""
    if request.method == "POST":
        return act(request, Act.WITHDRAW)
    found = unlocked.unlocked(request)
    if found is None:
        return _ended(request)
    if Act.WITHDRAW not in open_to(found):
        return _page(request, found, status=409, gone=_gone(found))
    return _withdraw_page(request, ROOMS[Act.WITHDRAW].blank(found))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the case in this browser, and what the browser kept of it."""
    unlocked.lock(request)
    answer = see_other("left")
    answer["Clear-Site-Data"] = '"cache"'
    return answer


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """Say that nothing is left here."""
    return render(request, "feedback/public/left.html")


def _do(case: Case, room: Room, data: dict[str, Any]) -> None:
    data = dict(data)
    files = data.pop("attachments", [])
    with services.sealed(files, max_bytes=settings.ATTACHMENT_BYTES) as sealed:
        try:
            room.do(case, data, sealed)
        except (
            services.ChangedMeanwhile
        ):  # somebody wrote a note this very moment: that is no obstacle
            case.refresh_from_db()
            room.do(case, data, sealed)


def _again(request: HttpRequest, case: Case, room: Room, form: Words, kept: str) -> HttpResponse:
    """Show the form once more with what was typed, or the words alone where it is no longer open."""
    if room.act not in open_to(case):
        return _page(request, case, status=409, kept=kept, gone=_gone(case))
    if room.act == Act.WITHDRAW:
        return _withdraw_page(request, form)
    return _page(request, case, back=(room, form))


def _refused(
    request: HttpRequest, case: Case, room: Room, refused: ValidationError
) -> HttpResponse:
    """Say why an act was refused; where more is asked for since, at the question, all words kept."""
    case.refresh_from_db()
    form, why = room.filled(case, request.POST, request.FILES), " ".join(refused.messages)
    if room.act not in open_to(case):
        return _page(request, case, status=409, kept=room.written(request.POST), gone=why)
    if form.is_valid():
        form.add_error(None, why)
    return _page(request, case, back=(room, form))


def _page(
    request: HttpRequest,
    case: Case,
    *,
    back: tuple[Room, Words] | None = None,
    status: int = 200,
    kept: str = "",
    gone: str = "",
) -> HttpResponse:
    context = {"form": back and back[1], "kept": kept, "gone": gone, **describe(case, back)}
    return render(request, "feedback/public/case.html", context, status=status)


def _gone(case: Case) -> str:
    return _("This is not possible any more: your case now stands at “%(stage)s”.") % {
        "stage": case.public_stage.label
    }


def _withdraw_page(request: HttpRequest, form: Words) -> HttpResponse:
    context = {"form": form, "room": ROOMS[Act.WITHDRAW]}
    return render(request, "feedback/public/withdraw.html", context)


def _ended(request: HttpRequest, kept: str = "") -> HttpResponse:
    """Ask for the code again; what was being written is given back."""
    if not kept:
        messages.info(
            request, _("No case is open here, or not any more. Please type your tracking code.")
        )
        return see_other("track")
    return render(
        request, "feedback/public/ended.html", {"drawn": blank_form(), "kept": kept}, status=403
    )
