"""The cases beside a case: what belongs to it, what might, and joining two of them in two steps.

Nothing here ever names a case that the reader may not open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback import workflow
from feedback.models import Case, CaseLink, Contact
from feedback.models.case import CaseQuerySet
from feedback.models.sight import reads_story
from feedback.office import holdings
from feedback.office.acts import ActView
from feedback.office.forms.kinship import PairForm
from feedback.office.rooms import may_see_contact
from feedback.services.kinship import present_answer
from feedback.vocabulary import Act
from portal.models import User

SUGGESTED = 8


@dataclass(frozen=True)
class Relative:
    """Another case, and how it belongs to this one."""

    case: Case
    how: str
    why: str = ""
    linked: bool = False


def relatives(case: Case, reader: User) -> list[Relative]:
    """Return the merged, split and linked cases this reader may open; where there are none nothing is asked."""
    has = holdings.of(case, reader)
    linked = _linked(case) if has.links else {}
    numbers = {*linked, case.merged_into_id, case.split_from_id} - {None}
    if not (numbers or has.parts):
        return []
    ways = Q(pk__in=numbers) | Q(merged_into=case) | Q(split_from=case)
    shown = ("reference", "gist", "stage", "channel", "merged_into", "split_from")
    found = Case.objects.visible_to(reader).filter(ways).exclude(pk=case.pk).only(*shown)
    return [
        Relative(row, _how(case, row), _why(case, row, linked, reader), row.pk in linked)
        for row in found
    ]


def _linked(case: Case) -> dict[int, str]:
    """Return the numbers of the linked cases, with what they have in common."""
    links = CaseLink.objects.of(case).values_list("one_id", "other_id", "why")
    return {other if one == case.pk else one: why for one, other, why in links}


def _why(case: Case, row: Case, linked: Mapping[int, str], reader: User) -> str:
    """Return what two cases have in common to those who read the story of both."""
    told = reads_story(case, reader) and reads_story(row, reader)
    return linked.get(row.pk, "") if told else ""


def _how(case: Case, other: Case) -> str:
    if other.merged_into_id == case.pk:
        return _("handled together with this one")
    if case.merged_into_id == other.pk:
        return _("this one is handled there")
    if other.split_from_id == case.pk:
        return _("a part of this one")
    if case.split_from_id == other.pk:
        return _("this one is a part of it")
    return _("linked")


class PairView(ActView):
    """An act on two cases: the other one is shown back with its gist before anything is done."""

    template_name = "feedback/office/pair.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form; a suggestion that was chosen is shown back at once."""
        chosen = request.GET.get("with", "")
        if chosen.isascii() and chosen.isdigit() and self.is_open:
            self.check_role()
            other = Case.objects.visible_to(self.user).filter(pk=chosen[:18]).first()
            if other is not None:
                known = {"reference": other.reference, "confirmed": other.pk}
                return self.show(self.desk.form(initial=known, case=self.case), other=other)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the other case, or do the act when it has been shown."""
        form = self.desk.form(request.POST, case=self.case)
        if not self.is_open or not isinstance(form, PairForm):
            return super().post(request, *args, **kwargs)
        self.check_role()
        try:
            other = form.found(self.user)
        except ValidationError as error:
            if form.is_valid():
                form.add_error("reference", error)
            return self.show(form)
        if request.POST.get("confirmed") == str(other.pk):
            return super().post(request, *args, **kwargs)
        typed = request.POST.copy()
        typed["confirmed"] = str(other.pk)
        return self.show(self.desk.form(typed, case=self.case), other=other)

    @property
    def is_open(self) -> bool:
        """Say whether the act is open in this stage."""
        return (self.case.stage, self.desk.act) in workflow.MOVES

    def get_context_data(self, **kwargs: Any) -> Any:
        """Add the cases that suggest themselves, or the answer the submitter would get at once."""
        other = kwargs.get("other")
        if other is None:
            first = replace(self.desk, send=gettext_lazy("Show the other case"))
            more = {"desk": first, "suggested": suggested(self.case, self.user, self.desk.act)}
        else:
            more = {"given": present_answer(other) if self.desk.act == Act.MERGE else None}
        return super().get_context_data(**{**kwargs, **more})


class SplitView(ActView):
    """Goes on with the part that was split off."""

    def answer(self, done: Any, *, warning: str = "") -> HttpResponse:
        """Say what was done, and open the new case."""
        super().answer(done, warning=warning)
        return redirect(reverse("office:case", args=[done.pk]))


def suggested(case: Case, reader: User, act: str) -> list[Case]:
    """Return the cases this act is most likely to be about, newest first."""
    linked = Q(pk__in=CaseLink.objects.filter(one=case).values("other"))
    linked |= Q(pk__in=CaseLink.objects.filter(other=case).values("one"))
    likely = linked if act == Act.UNLINK else _likely(case, reader) | linked
    if act == Act.LINK:
        likely &= ~linked
    cases: CaseQuerySet = Case.objects.visible_to(reader).filter(likely).exclude(pk=case.pk)
    if act == Act.MERGE:
        open_to_it = [stage for stage, one in workflow.MOVES if one == Act.JOIN]
        cases = cases.filter(
            stage__in=open_to_it,
            restricted=case.restricted,
            sphere=case.sphere,
            dispute=case.dispute,
        )
    shown = cases.only("reference", "gist", "stage", "received_at").order_by("-received_at")
    return list(shown[:SUGGESTED])


def _likely(case: Case, reader: User) -> Q:
    family = Q(split_from=case) | Q(pk=case.split_from_id or 0)
    if not may_see_contact(reader):
        return family
    contact = Contact.objects.filter(case=case).exclude(phone_index="").first()
    return family | Q(contact__phone_index=contact.phone_index) if contact else family
