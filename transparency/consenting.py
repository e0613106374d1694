"""What holds a commendation back: consent that does not stand, and names without their department's word.

Neither can be overruled: it is not the hospital's to give.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from feedback import casebook
from portal.gate import Finding, Level
from transparency.models.commendation import NO_QUOTE, CommendationPage

# No colleague can let these pass.
NOT_OURS_TO_GIVE = frozenset({"consent", "names"})
# Where names are praised, that they are names is no finding.
ARE_NAMES = frozenset({"known", "name"})
# So much of a text is shown for the whole.
BEGINNING = 60


def settled(found: Iterable[Finding]) -> list[Finding]:
    """Return what else was found, without the names in the field that is there for them."""
    return [one for one in found if one.where != "names" or one.kind not in ARE_NAMES]


def held(page: CommendationPage) -> Iterator[Finding]:
    """Yield what only the submitter, the giver or the department can let go."""
    source = page.tie
    if source is None:
        yield _of_the_giver(page)
    elif source.reference not in casebook.agreed([source.reference]):
        yield Finding(
            "consent", Level.BLOCK, 0, 0, page.praise[:BEGINNING],
            _("The submitter has not agreed to publication, or has taken the consent back."),
            _("It cannot be public. Only the submitter can agree, on the own page with the tracking code."),
            where="praise", label=_("what was praised"),
        )  # fmt: skip
    if page.is_quote and not page.may_be_quoted:
        yield Finding(
            "consent", Level.BLOCK, 0, 0, page.praise[:BEGINNING], NO_QUOTE, "",
            where="is_quote", label=_("these are the submitter's own words"),
        )  # fmt: skip
    if page.names and not page.names_are_agreed:
        yield _of_the_names(page)


def _of_the_giver(page: CommendationPage) -> Finding:
    return Finding(
        "giver", Level.SOFT, 0, 0, page.praise,
        _("It was written by hand, so nothing here says that whoever praised agreed to have it published."),
        _("Ask the giver of the banner or letter, and keep a note of the answer."),
        where="praise", label=_("what was praised"),
        tick=_("I know that the giver agreed to have this published."),
    )  # fmt: skip


def _of_the_names(page: CommendationPage) -> Finding:
    asked = _("It is asked on its contacts' start page. Wait for its word, or leave the names out.")
    nobody = _(
        "Write the department as it stands in the list of departments, or leave the names out."
    )
    known = page.department_number is not None
    return Finding(
        "names", Level.BLOCK, 0, 0, page.names,
        _("The department has not agreed to exactly these names."),
        asked if known else nobody,
        where="names", label=_("names of those praised"),
    )  # fmt: skip
