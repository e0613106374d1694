"""The first pages in English, complete beside the Chinese and written for people, not translated for form."""

from home.texts.english.front import HOME, NEWS
from home.texts.english.guide import GUIDE
from home.texts.english.privacy import NOTICE, NOTICE_OF_2025, PRIVACY
from home.texts.english.reach import ACCESSIBILITY, CONTACT
from home.texts.english.rights import RIGHTS

__all__ = [
    "ACCESSIBILITY",
    "CONTACT",
    "GUIDE",
    "HOME",
    "NEWS",
    "NOTICE",
    "NOTICE_OF_2025",
    "PRIVACY",
    "RIGHTS",
]
