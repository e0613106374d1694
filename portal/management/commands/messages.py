"""Collects the sentences of every app into its own catalogue; `--check` says what is missing there.

What others' catalogues lack in Chinese is collected into the overlay beside them. Catalogues carry no locations and no wrapping, so a moved line of code changes no line of them.
"""

import contextlib
import gettext
import re
import shutil
import subprocess
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal import overlay

APPS = ("portal", "feedback", "transparency", "home")
CATALOGUE = Path("locale/zh_Hans/LC_MESSAGES/django.po")


class Command(BaseCommand):
    help = "Collect the sentences of every app into its catalogue and compile it."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing, only look.")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if not shutil.which("msgfmt"):
            raise CommandError("This needs gettext (Debian: apt-get install gettext).")
        if not check:
            for app in APPS:
                collect(settings.BASE_DIR / app)
            for domain in overlay.DOMAINS:
                _compile(overlay.write(domain))
        elif found := [*_faults_of_apps(), *_faults_of_overlay()]:
            raise CommandError("\n".join(found))


def collect(app: Path) -> None:
    """Write the app's catalogue anew and compile it."""
    (app / "locale").mkdir(exist_ok=True)
    with contextlib.chdir(app):
        options = {"no_location": True, "no_wrap": True, "no_obsolete": True, "verbosity": 0}
        call_command("makemessages", locale=["zh_Hans"], **options)
    catalogue = app / CATALOGUE
    # The hour of the last run would change with every run.
    catalogue.write_text(re.sub(r'"POT-Creation-Date: .*\n', "", catalogue.read_text()))
    _compile(catalogue)


def faults(app: Path) -> Iterator[str]:
    """Yield what is wrong with the app's catalogue: missing, empty, uncertain or not compiled."""
    catalogue = app / CATALOGUE
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / app.name
        shutil.copytree(app, copy, ignore=shutil.ignore_patterns("static", "__pycache__"))
        collect(copy)
        fresh = copy / CATALOGUE
        if not catalogue.exists():
            if 'msgid "' in fresh.read_text().replace('msgid ""', ""):
                yield f"{app.name}: no catalogue; run `make messages` and translate."
            return
        for wanted in ("--untranslated", "--only-fuzzy"):
            if sentences := _gettext("msgattrib", wanted, "--no-wrap", fresh):
                yield f"{app.name}: {wanted.strip('-')}:\n{sentences}"
        compiled = catalogue.with_suffix(".mo")
        if not compiled.exists() or _sentences(compiled) != _sentences(fresh.with_suffix(".mo")):
            yield f"{app.name}: the compiled catalogue is not of today; run `make messages`."


def _faults_of_apps() -> Iterator[str]:
    for app in APPS:
        yield from faults(settings.BASE_DIR / app)


def _faults_of_overlay() -> Iterator[str]:
    for domain in overlay.DOMAINS:
        catalogue = overlay.FOLDER / f"{domain}.po"
        for fault in overlay.faults(domain):
            yield f"overlay, {domain}: {fault}"
        with tempfile.TemporaryDirectory() as folder:
            fresh = _compile(catalogue, Path(folder) / "fresh.mo")
            if _sentences(catalogue.with_suffix(".mo")) != _sentences(fresh):
                yield f"overlay, {domain}: the compiled catalogue is not of today; run `make messages`."


def _compile(catalogue: Path, compiled: Path | None = None) -> Path:
    compiled = compiled or catalogue.with_suffix(".mo")
    _gettext("msgfmt", "--check-format", "-o", compiled, catalogue)
    return compiled


def _sentences(compiled: Path) -> dict[Any, str]:
    with compiled.open("rb") as file:
        catalogue = dict(gettext.GNUTranslations(file)._catalog)  # type: ignore[attr-defined]
    return {key: text for key, text in catalogue.items() if key}


def _gettext(*command: str | Path) -> str:
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    except subprocess.CalledProcessError as error:
        raise CommandError(error.stderr) from error
