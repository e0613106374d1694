"""Asks the gate about every draft of the corpus, with a record that knows what each draft's author knew."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from feedback.services import similar
from portal import gate
from portal.gate import Level
from tests.factories import WANG, CaseFactory, UserFactory
from tests.transparency.gate.corpus import Draft
from transparency.models import CaseSummaryPage

# What the gate does with a draft, from the gravest.
BLOCKED, HINTED, PASSED = "block", "hint", "clean"


class Judged(NamedTuple):
    """A draft and what the gate made of it."""

    draft: Draft
    answer: str
    kinds: tuple[str, ...]

    @property
    def missed(self) -> bool:
        """Say whether something gave somebody away and nothing was said at all."""
        return self.draft.label != PASSED and self.answer == PASSED

    @property
    def softened(self) -> bool:
        """Say whether what had to be blocked was only hinted at."""
        return self.draft.label == BLOCKED and self.answer == HINTED

    @property
    def false_alarm(self) -> bool:
        """Say whether an innocent draft was blocked."""
        return self.draft.label == PASSED and self.answer == BLOCKED

    @property
    def false_hint(self) -> bool:
        """Say whether an innocent draft was hinted at."""
        return self.draft.label == PASSED and self.answer == HINTED

    @property
    def wrong(self) -> bool:
        """Say whether a person would have judged otherwise; to block what needs a look is no mistake."""
        return self.missed or self.softened or self.false_alarm or self.false_hint


def know(drafts: Iterable[Draft]) -> None:
    """Put into the record what it is to know: all stories, parties and members of staff at once."""
    drafts = list(drafts)
    parties = {party for draft in drafts for party in draft.private.parties}
    stories = list(dict.fromkeys(s for draft in drafts for s in draft.private.stories))
    nobody = {"name": "", "phone": ""}
    contacts = [{**WANG, "name": one.name, "phone": one.phone} for one in sorted(parties, key=str)]
    for number in range(max(len(stories), len(contacts))):
        told = {"story": stories[number]} if number < len(stories) else {}
        contact = contacts[number] if number < len(contacts) else {**WANG, **nobody}
        CaseFactory(contact=contact, **told)
    for person in sorted({one for draft in drafts for one in draft.private.staff}, key=str):
        UserFactory(first_name=person.name, last_name="")
    while similar.sweep(200):
        pass


def judge(draft: Draft) -> Judged:
    """Ask the gate about one draft, as a summary of a month nobody asked about."""
    page = CaseSummaryPage(title=draft.title, slug="draft", matter=draft.body)
    found = gate.findings(page)
    levels = {one.level for one in found}
    answer = BLOCKED if Level.BLOCK in levels else HINTED if levels else PASSED
    return Judged(draft, answer, tuple(sorted({one.kind for one in found})))


def table(judged: Iterable[Judged]) -> list[tuple[str, str, int, Counter[str]]]:
    """Return for each kind and label how many drafts there are and what became of them."""
    rows: dict[tuple[str, str], Counter[str]] = {}
    for one in judged:
        rows.setdefault((one.draft.kind, one.draft.label), Counter())[one.answer] += 1
    return [(*key, sum(answers.values()), answers) for key, answers in sorted(rows.items())]
