"""From one case to the next in the list somebody came from, without a way back to the inbox in between.

The list is the inbox as it was last looked at: its filters and its order, never what was searched for.
"""

from typing import Any, NamedTuple

from django.db.models import OrderBy, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from feedback.models import Case
from feedback.models.case import CaseQuerySet
from feedback.office import at_once, export, inbox_order, queues, saved
from feedback.office.filters import InboxFilter
from feedback.office.inbox import InboxView
from portal.models import User

# Where the session keeps the filters of the list.
LIST = "list_of_cases"
# What somebody leafs through who has not opened the inbox yet: the own work first.
OWN = ("mine", "approve", "take_on")


class Part(NamedTuple):
    """A stretch of the list with its own order; without stages it is the whole list."""

    stages: frozenset[str]
    order: tuple[OrderBy, ...]

    def has(self, case: Case) -> bool:
        """Say whether a case stands in this part."""
        return not self.stages or case.stage in self.stages

    def of(self, cases: CaseQuerySet) -> CaseQuerySet:
        """Return what stands in this part."""
        return inbox_order.part(cases, self.stages) if self.stages else cases


class Leaves(NamedTuple):
    """The cases beside one in a list, and the way back to the list."""

    query: str
    before: int | None = None
    after: int | None = None

    @property
    def inbox(self) -> str:
        """Return where the list stands."""
        return saved.inbox(self.query)

    @property
    def onward(self) -> str:
        """Return where the next case stands; the list where there is none."""
        return reverse("office:case", args=[self.after]) if self.after else self.inbox


class RememberingInbox(InboxView):
    """The inbox, which remembers by what it was last narrowed down, and says how much a file holds."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show a page of the list, and note which list it is."""
        query = self.form.query()
        if not request.GET.get("q") and request.session.get(LIST) != query:
            request.session[LIST] = query
        return super().get(request, *args, **kwargs)

    def get_context_data(self, words: str = "", telephone: bool = False, **kwargs: Any) -> Any:
        """Add up to how many cases are handed out as a file."""
        return super().get_context_data(
            words, telephone, **{"export_limit": export.AT_MOST, **kwargs}
        )


def come_from(request: HttpRequest) -> None:
    """Note the queue from which a case was opened on the start page."""
    queue = request.GET.get("from", "")
    if queue in queues.QUEUES:
        request.session[LIST] = f"show={queue}"


def beside(case: Case, user: User, request: HttpRequest) -> Leaves:
    """Return the cases before and after one in the list this person came from: in one query.

    A case that has left the list by what was done to it still has its place in the order.
    """
    query = request.session.get(LIST, _own(user))
    form = InboxFilter(QueryDict(query), user=user)
    cases = form.narrow(Case.objects.visible_to(user))
    parts = _parts(form.chosen("sort"))
    ways = [_on(case, cases, parts, back=back) for back in (True, False)]
    before, after = at_once.first(ways)
    return Leaves(query, before, after)


def _own(user: User) -> str:
    mine = queues.concerning(user, OWN)
    return f"show={mine[0]}" if mine else ""


def _parts(sort: str) -> list[Part]:
    """Return the parts of the list one after the other."""
    if sort in inbox_order.SORTS:
        return [Part(frozenset(), inbox_order.SORTS[sort])]
    return [Part(frozenset(stages), order) for stages, order in inbox_order.PARTS]


def _on(case: Case, cases: CaseQuerySet, parts: list[Part], *, back: bool) -> list[CaseQuerySet]:
    """Return what follows a case: the rest of its own part, then the further parts."""
    way = parts[::-1] if back else parts
    here = next((number for number, part in enumerate(way) if part.has(case)), 0)
    found: list[CaseQuerySet] = []
    for part in way[here:]:
        rest = part.of(cases).filter(Q() if found else _beyond(case, part, back=back))
        listed = rest.order_by(*part.order)
        found.append(listed.reverse() if back else listed)
    return found


def _beyond(case: Case, part: Part, *, back: bool) -> Q:
    """Say what stands behind a case in a part, or before it."""
    found, same = Q(pk__in=()), Q()
    for key in part.order:
        name = key.expression.name  # type: ignore[union-attr]  # all of them are F
        value = getattr(case, name)
        found |= same & _further(name, value, key, back=back)
        same &= Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})
    return found & _from(case, part.order[0], back=back)


def _from(case: Case, key: OrderBy, *, back: bool) -> Q:
    """Say once more where the first key begins, as a plain bound that an index is entered at."""
    name = key.expression.name  # type: ignore[union-attr]  # all of them are F
    value = getattr(case, name)
    if value is None or key.nulls_last:
        return Q()
    return Q(**{f"{name}__{'lte' if key.descending != back else 'gte'}": value})


def _further(name: str, value: Any, key: OrderBy, *, back: bool) -> Q:
    """Compare one key; what has none stands last where the order says so."""
    if value is None:
        return Q(**{f"{name}__isnull": False}) if back else Q(pk__in=())
    further = Q(**{f"{name}__{'lt' if key.descending != back else 'gt'}": value})
    if key.nulls_last and not back:
        further |= Q(**{f"{name}__isnull": True})
    return further
