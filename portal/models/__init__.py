"""The building itself: people who sign in, the hospital, its pictures, its page frame, its settings."""

from portal.models.marks import Edition, KeyMark, Tally
from portal.models.pages import PortalPage
from portal.models.people import Hospital, Named, User
from portal.models.pictures import PortalImage, PortalRendition
from portal.models.privacy import PrivacyNotice
from portal.models.settings import SiteSettings

__all__ = [
    "Edition",
    "Hospital",
    "KeyMark",
    "Named",
    "PortalImage",
    "PortalPage",
    "PortalRendition",
    "PrivacyNotice",
    "SiteSettings",
    "Tally",
    "User",
]
