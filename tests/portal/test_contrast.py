"""The palette holds the contrasts people need; computed, since no checker looks at borders."""

import re

import pytest

from portal.assets import STYLES

COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", (STYLES / "tokens.css").read_text()))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(COLOURS[one]), luminance(COLOURS[other])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("ground", ["paper", "surface", "mist"])
@pytest.mark.parametrize("ink", ["ink", "soft", "deep", "deeper", "voice", "bad"])
def test_words_are_readable(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("surface", "deep"), ("surface", "deeper"), ("echo", "deep"), ("echo", "deeper"),
        ("mist", "deep"), ("surface", "bad"), ("good", "good-mist"), ("care", "care-mist"),
        ("ink", "care-mist"), ("ink", "good-mist"),
    ],
)  # fmt: skip
def test_words_on_colour_are_readable(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "surface", "mist"])
def test_borders_of_fields_are_seen(ground: str) -> None:
    assert contrast("border", ground) >= 3
