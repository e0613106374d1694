"""Where a text that is to be published repeats the private record. It answers where, never what.

Names are compared by keyed hashes, words by keyed fingerprints; only the few cases that met by those
are opened, to see whether a whole run of characters is the same.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, Max
from django.db.models.functions import Length

from feedback import fingerprints, names
from feedback.fingerprints import RUN
from feedback.models import Case, Contact, Discharge, Fingerprint
from feedback.vocabulary import Actor
from portal import crypto
from portal.crypto import keyed_index
from portal.models import User

# So many of the cases that met by most fingerprints are opened.
OPENED = 60
# So many characters in a run are worth a look: chance seldom repeats them, a paraphrase may.
SHORT = 12
# A run that so many cases share is a formula, and gives nobody away.
FORMULA = 5
# Of each case its texts, normalised.
Told = list[list[str]]
# So many values are asked for at once.
BATCH = 500


class Place(NamedTuple):
    """Where a text repeats a run of `RUN` characters; `certain` is False for a shorter run."""

    start: int
    end: int
    certain: bool


class Named(NamedTuple):
    """Where a name of the record stands; `certain` is False for what is an ordinary word too."""

    start: int
    end: int
    certain: bool


class Patients:
    """The names on the wards' lists as keyed hashes, in memory only: the lists keep no index of names.

    Each row is opened once in the life of a process; when the lists change, only what is new is opened.
    """

    def __init__(self) -> None:
        self._state: tuple[Any, ...] = ()
        self._hashes: dict[str, str] = {}

    def among(self, hashes: Collection[str]) -> set[str]:
        """Return which of these names stand on a list."""
        self._look()
        return set(hashes).intersection(self._hashes.values())

    def _look(self) -> None:
        named = Discharge.objects.annotate(bytes=Length("name")).filter(bytes__gt=0)
        state = tuple(named.aggregate(Count("pk"), Max("pk"), Max("imported_at")).values())
        if state == self._state:
            return
        standing = dict(named.order_by().values_list("import_key", "pk"))
        new = [pk for key, pk in standing.items() if key not in self._hashes]
        hashes = {key: found for key, found in self._hashes.items() if key in standing}
        for start in range(0, len(new), BATCH):
            rows = Discharge.objects.filter(pk__in=new[start : start + BATCH])
            hashes.update((row.import_key, name_index(row.name)) for row in rows)
        self._hashes, self._state = hashes, state


_patients = Patients()


def name_index(name: str) -> str:
    """Return under what a name is found again, however it is spaced; empty for what is none."""
    plain = names.normalised(name)
    return keyed_index(plain, purpose="name") if plain else ""


def own_words(case: Case) -> Iterator[str]:
    """Yield all the submitter has written to us, the story first."""
    yield case.story
    yield from case.diary.filter(actor=Actor.SUBMITTER).values_list("text", flat=True)


def named(texts: Sequence[str]) -> list[list[Named]]:
    """Return for each text where submitters, discharged patients or staff are named.

    All texts of a page are asked for at once; of names within names the longest only.
    """
    runs = [[one for one in names.candidates(text) if one.name] for text in texts]
    wanted = {one.name for run in runs for one in run}
    staff = _of_staff()
    known = _of_submitters_and_patients(wanted) | (staff & wanted)
    families = {names.family(name) for name in staff}
    given = {part for name in staff if (part := names.given(name)) and not names.is_a_word(part)}
    return [
        _longest(
            [
                *(
                    Named(one.start, one.end, not names.is_a_word(one.name))
                    for one in run
                    if one.name in known
                ),
                *(
                    Named(one.start, one.end, True)
                    for one in names.with_office(text)
                    if one.name in families
                ),
                # A given name alone may be a part of any word.
                *(
                    Named(one.start, one.end, False)
                    for one in names.pairs(text)
                    if one.name in given
                ),
            ]
        )
        for text, run in zip(texts, runs, strict=True)
    ]


def _longest(found: Iterable[Named]) -> list[Named]:
    places = list(dict.fromkeys(found))
    return [
        place for place in places
        if not any(
            other is not place and other.start <= place.start and place.end <= other.end
            and other.end - other.start > place.end - place.start
            for other in places
        )
    ]  # fmt: skip


def copied(text: str) -> list[Place]:
    """Return where the text repeats a run of what submitters told us, in whichever case.

    Runs of `RUN` characters are always met, shorter ones down to `SHORT` often.
    """
    plain, at = fingerprints.placed(text)
    if len(plain) < SHORT:
        return []
    told = _told_in(_cases_that_met(plain))
    places = [Place(*span, certain=True) for span in _spans(plain, at, told, RUN)]
    short = [Place(*span, certain=False) for span in _spans(plain, at, told, SHORT)]
    return places + [
        one for one in short if not any(one.start < p.end and p.start < one.end for p in places)
    ]


def _spans(plain: str, at: list[int], told: Told, size: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for start in sorted(_runs(plain, told, size)):
        first, last = at[start], at[start + size - 1] + 1
        if spans and first <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(last, spans[-1][1])
        else:
            spans.append((first, last))
    return spans


def _of_submitters_and_patients(wanted: set[str]) -> set[str]:
    """Return which names somebody gave as the own, or stand on a ward's list; asked by their hashes only."""
    by_hash = {keyed_index(name, purpose="name"): name for name in wanted}
    hashes = sorted(by_hash)
    met: set[str] = _patients.among(by_hash)
    for start in range(0, len(hashes), BATCH):
        among = Contact.objects.filter(name_index__in=hashes[start : start + BATCH])
        met.update(among.order_by().values_list("name_index", flat=True).distinct())
    return {by_hash[one] for one in met}


def _of_staff() -> set[str]:
    everybody = User.objects.only("first_name", "last_name")
    return {names.normalised(user.get_full_name()) for user in everybody} - {""}


def _cases_that_met(plain: str) -> list[int]:
    """Return the cases that share most values with a text, by number."""
    key = crypto.derived_key(fingerprints.PURPOSE)
    values = sorted(fingerprints.all_of(plain, key=key))
    met: Counter[int] = Counter()
    for start in range(0, len(values), BATCH):
        rows = Fingerprint.objects.filter(value__in=values[start : start + BATCH])
        times = rows.order_by().values("case").annotate(times=Count("pk"))
        most = times.order_by("-times", "-case")[:OPENED]
        met.update({row["case"]: row["times"] for row in most})
    return [pk for pk, _times in met.most_common(OPENED)]


def _runs(plain: str, told: Told, size: int) -> set[int]:
    """Return at which places of a normalised text a run begins that stands in a case, too."""
    wanted: dict[str, list[int]] = {}
    for at in range(len(plain) - size + 1):
        wanted.setdefault(plain[at : at + size], []).append(at)
    stands_in: Counter[str] = Counter()
    for texts in told:
        stands_in.update(_pieces(texts, wanted, size))
    found: set[int] = set()
    for run, times in stands_in.items():
        if times < FORMULA:
            found.update(
                at for at in wanted[run] if not _is_part_of_words(run, plain, at, stands_in)
            )
    return found


def _pieces(texts: Iterable[str], wanted: dict[str, list[int]], size: int) -> set[str]:
    met: set[str] = set()
    for plain in texts:
        met.update(
            run for at in range(len(plain) - size + 1) if (run := plain[at : at + size]) in wanted
        )
    return met


def _is_part_of_words(run: str, plain: str, at: int, also: Counter[str]) -> bool:
    """Say whether a run is too little where each word has several letters: there twice as many count."""
    if not run.isascii():
        return False
    before, after = plain[max(0, at - len(run)) : at], plain[at + len(run) : at + 2 * len(run)]
    return before not in also and after not in also


def _told_in(cases: list[int]) -> Told:
    """Return of each case what was told in it, normalised."""
    opened = Case.objects.only("story").filter(pk__in=cases)
    return [[fingerprints.normalised(text) for text in _told(case)] for case in opened]


def _told(case: Case) -> Iterator[str]:
    """Yield what the submitter has told us, up to what does not open."""
    try:
        yield from own_words(case)
    except crypto.Unreadable:
        return
