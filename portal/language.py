"""Which of two texts to show: the house keeps short names in Chinese and English side by side."""

from django.utils.translation import get_language


def is_english() -> bool:
    """Say whether the page being built is an English one."""
    return (get_language() or "").startswith("en")


def either(chinese: str, english: str) -> str:
    """Return the text in the page's language; a missing English text falls back to the Chinese."""
    return english if english and is_english() else chinese
