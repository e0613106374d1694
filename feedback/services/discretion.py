"""What a department is told of a colleague's matter: neutral words, and never the colleague's own."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback import fingerprints, recognition
from feedback.models import Case
from feedback.vocabulary import Channel

NEEDED = gettext_lazy(
    "Write the matter in neutral words first: the department reads those and not the story."
)


def checked(case: Case, neutral: str, *, instruction: str = "") -> str:
    """Return the words a department will read instead of the story; those of before when none are new.

    Raises `ValidationError` while a matter of the staff channel has none, or when something a
    department reads repeats what the colleague wrote. Other matters have no such words.
    """
    if case.channel != Channel.STAFF:
        return ""
    words = neutral.strip() or case.neutral
    if not words:
        raise ValidationError(NEEDED)
    check(case, words, instruction)
    check_gist(case, case.gist)
    return words


def check(case: Case, *texts: str) -> None:
    """Refuse what repeats a colleague's own words; raises `ValidationError`."""
    if case.channel == Channel.STAFF and _repeats(case, *texts):
        raise ValidationError(
            _(
                "A passage of this is the colleague's own. Put it differently: whoever knows a colleague "
                "knows the words."
            )
        )


def check_gist(case: Case, gist: str) -> None:
    """Refuse a gist that repeats a colleague's own words; raises `ValidationError`."""
    if case.channel == Channel.STAFF and _repeats(case, gist):
        raise ValidationError(
            _("The gist repeats the colleague's own words, and departments read it: classify anew.")
        )


def _repeats(case: Case, *texts: str) -> bool:
    given = [text for text in texts if text.strip()]
    return bool(given) and any(
        fingerprints.copies(text, own) for own in recognition.own_words(case) for text in given
    )
