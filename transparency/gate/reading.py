"""Reads texts for what must not go out. The windows of feedback are asked where, never what."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from feedback import casebook
from portal import giveaways
from portal.gate import Finding, Label, Level, Piece
from portal.giveaways import Giveaway
from transparency.gate.hints import hints

# What belongs to one person, and what to write instead.
INSTEAD: dict[str, Label] = {
    Giveaway.EMAIL: _("Leave it out; the hospital's own addresses stand on the contact page."),
    Giveaway.TELEPHONE: _("Leave it out; the hospital's own numbers stand on the contact page."),
}
# Where names stand in a text, and whether each is certain.
Names = Iterable[tuple[int, int, bool]]
# So many characters around a finding are shown to the editor.
AROUND = 12
LEAVE_OUT = _("Leave it out.")
# Of so many findings of the record each is shown in its place.
OF_THE_RECORD, MOST = {"known", "copied"}, 5
# Of these each leads to some, two of them to one person.
TOGETHER = {"date", "bed", "age"}
FEW_LEFT = _("Together with the exact day, age or bed in the same text this leads to one person.")


def read(pieces: Iterable[Piece], *, allowed: frozenset[str] = frozenset()) -> list[Finding]:
    """Return what was found in the texts of a page; `allowed` numbers are the hospital's own."""
    texts = list(pieces)
    known = casebook.named([piece.text for piece in texts])
    found = [
        replace(
            one,
            where=piece.where,
            label=piece.label,
            before=piece.text[max(0, one.start - AROUND) : one.start],
            after=piece.text[one.end : one.end + AROUND],
        )
        for piece, names in zip(texts, known, strict=True)
        for one in _found(piece.text, names, allowed)
    ]
    return _without_places(found)


def _without_places(found: list[Finding]) -> list[Finding]:
    """Say of many findings of the record only that there are many: a list of names is a question.

    Whoever could read which of a thousand names are marked would learn who has been a patient here.
    """
    private = [one for one in found if one.kind in OF_THE_RECORD]
    if len({one.match for one in private}) <= MOST:
        return found
    many = Finding(
        "many", Level.BLOCK, 0, 0, "",
        _("Here stand more than five names or sentences of the hospital's records. Which, is not told."),
        _("Take out all names and whatever was told to us, then look again."),
        where=private[0].where, label=private[0].label,
    )  # fmt: skip
    return [many, *(one for one in found if one not in private)]


def of_text(text: str) -> list[Finding]:
    """Return what was found in one text, in its order."""
    (names,) = casebook.named([text])
    return _found(text, names, frozenset())


def _found(text: str, names: Names, allowed: frozenset[str]) -> list[Finding]:
    """Return the findings of a text; a hint inside something harder is dropped."""
    found = [*_hard(text, allowed), *_known(text, names), *_copied(text), *_hinted(text)]
    blocking = [one for one in found if one.level is Level.BLOCK]
    soft = [
        hint
        for hint in found
        if hint.level is Level.SOFT
        and not any(hint.start < one.end and one.start < hint.end for one in blocking)
    ]
    return sorted([*blocking, *soft], key=lambda one: (one.start, one.end))


def _hinted(text: str) -> Iterator[Finding]:
    """Yield the hints; what leaves one person beside another is held back."""
    found = list(hints(text))
    kinds = {one.kind for one in found}
    for one in found:
        if one.kind in TOGETHER and len(kinds & TOGETHER) > 1:
            yield replace(one, level=Level.BLOCK, reason=FEW_LEFT)
        else:
            yield one


def _hard(text: str, allowed: frozenset[str]) -> Iterator[Finding]:
    for kind, start, end in giveaways.spans(text):
        match = text[start:end]
        if digits(match) in allowed or match.casefold() in allowed:
            continue
        reason = _("This belongs to one person.")
        advice = INSTEAD.get(kind, LEAVE_OUT)
        yield Finding(kind.value, Level.BLOCK, start, end, match, reason, advice)


def _known(text: str, names: Names) -> Iterator[Finding]:
    for start, end, certain in names:
        level = Level.BLOCK if certain else Level.SOFT
        yield Finding(
            "known", level, start, end, text[start:end],
            _("This is the name of somebody who stands in the hospital's records."),
            _("Letters stand for people: patient A, doctor B."),
        )  # fmt: skip


def _copied(text: str) -> Iterator[Finding]:
    for start, end, certain in casebook.copied(text):
        if certain:
            yield Finding(
                "copied", Level.BLOCK, start, end, text[start:end],
                _("These are somebody's own words: they stand like this in what was told in confidence."),
                _("Tell it in your own words."),
            )  # fmt: skip
        else:
            yield Finding(
                "quote", Level.SOFT, start, end, text[start:end],
                _("These few words stand like this in what was told in confidence."),
                _("Tell it in your own words, unless everybody would say it so."),
            )  # fmt: skip


def digits(text: str) -> str:
    """Return the digits of a number however it is written, for comparing with the hospital's own."""
    return "".join(char for char in giveaways.plain(text) if char.isdigit())
