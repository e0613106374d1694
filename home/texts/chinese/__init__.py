"""The first pages in Chinese, as an officer of the complaint office would say it at the counter."""

from home.texts.chinese.front import HOME, NEWS
from home.texts.chinese.guide import GUIDE
from home.texts.chinese.privacy import NOTICE, NOTICE_OF_2025, PRIVACY
from home.texts.chinese.reach import ACCESSIBILITY, CONTACT
from home.texts.chinese.rights import RIGHTS

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
