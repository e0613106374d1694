"""What no linter knows about the house: its storeys in the templates, its rooms' sizes, its papers."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

HOUSE = settings.BASE_DIR
STOREYS = ["portal", "feedback", "transparency", "home"]  # from the ground up
TOP = {"config", "tests", "docs", "deploy", "benchmarks", *STOREYS}
# Lines that carry something; blank ones are air.
LIMITS = {".py": 300, ".html": 120, ".css": 150}
REFERS = re.compile(
    r"""\{%\s*(?:extends|include)\s+["']([^"']+)["']|\{%\s*component\s+["']([^"']+)["']"""
)
INLINE = re.compile(
    r"""<style|\sstyle=|\son\w+=["']|javascript:|<script(?![^>]*\b(?:src=|type="application/ld\+json"))"""
)


def files(pattern: str, *folders: str) -> Iterator[Path]:
    for folder in folders or (*STOREYS, "config", "tests"):
        yield from (
            path
            for path in sorted((HOUSE / folder).rglob(pattern))
            if "migrations" not in path.parts
        )


def named(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def storey_of_template(name: str) -> int | None:
    """Tell whose template it is by the folder it stands in; Wagtail's and Django's are nobody's."""
    owners = [app for app in STOREYS if (HOUSE / app / "templates" / name).exists()]
    return STOREYS.index(owners[0]) if owners else None


def test_a_template_uses_only_templates_of_its_own_storey_or_below() -> None:
    upward = [
        f"{named(path)} uses {name}"
        for height, app in enumerate(STOREYS)
        for path in files("*.html", app)
        for name in filter(None, sum(REFERS.findall(path.read_text()), ()))
        if (storey_of_template(name) or 0) > height
    ]
    assert upward == []


@pytest.mark.parametrize("suffix", LIMITS)
def test_no_room_is_larger_than_its_kind_may_be(suffix: str) -> None:
    sizes = {
        named(path): sum(map(bool, path.read_text().split("\n"))) for path in files(f"*{suffix}")
    }
    assert {name: size for name, size in sizes.items() if size > LIMITS[suffix]} == {}


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = re.compile(r"(^|_)(utils?|helpers?|common|core|misc)$")
    assert [named(path) for path in files("*.py") if drawers.search(path.stem)] == []


def test_the_top_level_is_the_one_of_the_design() -> None:
    modules = {path.parent.name for path in HOUSE.glob("*/*.py")}
    assert modules <= TOP, modules - TOP


def test_every_setting_has_a_row_in_the_papers() -> None:
    source = (HOUSE / "config" / "settings.py").read_text()
    read = {
        *re.findall(r'\benv\.\w+\(\s*"(\w+)"', source),
        *re.findall(r'"(\w*(?:KEYS?))"', source),
    }
    rows = set(
        re.findall(r"^\| `(\w+)`", (HOUSE / "docs" / "operations.md").read_text(), re.MULTILINE)
    )
    assert read - rows == set()


def test_no_template_carries_a_style_or_a_script() -> None:
    found = {named(path): INLINE.search(path.read_text()) for path in files("*.html", *STOREYS)}
    assert {name: match.group() for name, match in found.items() if match} == {}


def test_every_component_has_its_template_its_stylesheet_and_its_tag() -> None:
    portal = HOUSE / "portal"
    templates = {path.stem for path in (portal / "templates/portal/components").glob("*.html")}
    tags = set(
        re.findall(r"^def (\w+)", (portal / "templatetags/components.py").read_text(), re.MULTILINE)
    )
    sheets = {path.stem for path in (portal / "static/portal/css/components").glob("*.css")}
    assert templates == templates & tags & sheets


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
def test_every_sentence_has_its_chinese() -> None:
    call_command("messages", check=True)
