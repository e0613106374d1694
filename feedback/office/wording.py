"""Helpful words for saying no: why, and the right route. The officer mends them before they are sent."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from feedback.office.fields import with_gaps
from feedback.vocabulary import DeclineReason

EXPLANATIONS = {
    DeclineReason.COURT: _(
        "Thank you for writing to us. Your matter is before a court or in mediation, so we cannot "
        "decide on it at the same time. Please turn to the court or to the mediation committee that "
        "deals with it; we give them everything they ask us for."
    ),
    DeclineReason.HANDLED: _(
        "Thank you for writing to us. An authority has already dealt with this matter. If you do not "
        "agree with its answer, you can ask that authority, or the one above it, to look at it again; "
        "its answer says by when."
    ),
    DeclineReason.VAGUE: _(
        "Thank you for writing to us. We could not find out what happened, where and when. Please tell "
        "us again with these facts, or call us: we write it down together with you and take it up at "
        "once."
    ),
    DeclineReason.POLICE: _(
        "Thank you for writing to us. What you describe has to be looked into by the police. Please "
        "report it to the nearest police station or call 110; we support their enquiries."
    ),
    DeclineReason.OUT_OF_SCOPE: _(
        "Thank you for writing to us. This matter is not ours to decide. Please turn to the office in "
        "charge: …, telephone …. If you are not sure, the government hotline 12345 connects you."
    ),
    DeclineReason.REPEAT: _(
        "Thank you for writing to us again. We have answered this matter before and found nothing new in "
        "your message. If there are facts or papers we have not seen, please send them: then we take it "
        "up again. You can also turn to the health authority that supervises us."
    ),
    DeclineReason.ABUSIVE: _(
        "We cannot take this message up in the form in which it was sent. If there is a matter behind it "
        "that we can look into, please tell us what happened, where and when, and we will do so."
    ),
}


def explanation(reason: str, language: str) -> str:
    """Return the words for a reason in the submitter's language; nothing for an unknown one."""
    if reason not in EXPLANATIONS:
        return ""
    with translation.override(language):
        return with_gaps(str(EXPLANATIONS[DeclineReason(reason)]))


def explanations(language: str) -> set[str]:
    """Return all such words in a language, by which an unchanged suggestion is known again."""
    return {explanation(reason, language) for reason in EXPLANATIONS}
