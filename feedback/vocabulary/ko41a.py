"""The subjects of NHS Digital's written-complaints return (KO41a), and which of our categories fall under which.

Names of the subjects as in the columns of the published return; where one of ours fits none, it is
"other". The mapping is the hospital's proposal, not NHS Digital's.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Subject(TextChoices):
    """A subject area of the return, but for the specialties of clinical treatment."""

    ACCESS = "access", _("Access to treatment or drugs")
    ADMISSION = "admission", _("Admissions, discharge and transfers")
    APPOINTMENTS = "appointments", _("Appointments")
    CLINICAL = "clinical", _("Clinical treatment")
    COMMUNICATIONS = "communications", _("Communications")
    CONSENT = "consent", _("Consent to treatment")
    FACILITIES = "facilities", _("Facilities services")
    INTEGRATED = "integrated", _("Integrated care")
    CARE = "care", _("Patient care")
    PRESCRIBING = "prescribing", _("Prescribing errors")
    PRIVACY = "privacy", _("Privacy, dignity and wellbeing")
    TRANSPORT = "transport", _("Transport")
    ADMINISTRATION = "administration", _("Administration")
    BEHAVIOUR = "behaviour", _("Values and behaviours")
    WAITING = "waiting", _("Waiting times")
    OTHER = "other", pgettext_lazy("subject", "Other")


# By the first level, and by the second where it differs.
SUBJECT_OF = {
    "ATT": Subject.BEHAVIOUR,
    "CLN": Subject.CLINICAL,
    "CLN-04": Subject.CARE,
    "CLN-06": Subject.ADMINISTRATION,
    "SAF": Subject.CLINICAL,
    "SAF-01": Subject.PRESCRIBING,
    "SAF-02": Subject.CARE,
    "SAF-05": Subject.ACCESS,
    "COM": Subject.COMMUNICATIONS,
    "COM-02": Subject.CONSENT,
    "FEE": Subject.ADMINISTRATION,
    "PRO": Subject.ADMISSION,
    "PRO-01": Subject.APPOINTMENTS,
    "PRO-02": Subject.WAITING,
    "PRO-03": Subject.APPOINTMENTS,
    "PRO-05": Subject.INTEGRATED,
    "ENV": Subject.FACILITIES,
    "ENV-03": Subject.TRANSPORT,
    "ITS": Subject.ADMINISTRATION,
    "PRV": Subject.PRIVACY,
    "ETH": Subject.BEHAVIOUR,
    "CPL": Subject.ADMINISTRATION,
}


def subject_of(code: str) -> Subject:
    """Return under which subject a category of ours falls."""
    return SUBJECT_OF.get(code) or SUBJECT_OF.get(code.partition("-")[0]) or Subject.OTHER
