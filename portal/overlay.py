"""Keeps the Chinese that the catalogues of Wagtail and its company lack, or have wrong.

The overlay holds these sentences alone. It stands in LOCALE_PATHS, so it wins over every app.
"""

import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import django
from django.apps import apps
from django.conf import settings

FOLDER = settings.BASE_DIR / "config" / "locale" / "zh_Hans" / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")
# Where an app ships no English catalogue, one of its others names the same sentences.
SOURCES = ("en", "zh_CN")
FIELD = re.compile(r'^(msg\w+)(?:\[0\])? ((?:".*"\n?)+)', re.MULTILINE)
FLAGS = re.compile(r"^#, (.+)$", re.MULTILINE)
INSTEAD = re.compile(r"^# instead of: (.+)$", re.MULTILINE)
HEADER = r"""# The Chinese that Wagtail and its company lack, or have wrong ("instead of").
# Collected by `make messages`; see "The admin's Chinese" in docs/development.md.
msgid ""
msgstr ""
"Language: zh_Hans\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"
"""


class Sentence(NamedTuple):
    """One entry of a catalogue."""

    context: str
    english: str
    plural: str
    chinese: str
    flags: str = ""
    instead: str = ""  # the foreign Chinese that ours replaces

    def __str__(self) -> str:
        lines = [f"# instead of: {_quoted(self.instead)}"] if self.instead else []
        lines += [f"#, {self.flags}"] if self.flags else []
        lines += [f"msgctxt {_quoted(self.context)}"] if self.context else []
        lines += [f"msgid {_quoted(self.english)}"]
        lines += [f"msgid_plural {_quoted(self.plural)}"] if self.plural else []
        lines += [f"msgstr{'[0]' if self.plural else ''} {_quoted(self.chinese)}"]
        return "\n".join(lines) + "\n"


Catalogue = dict[tuple[str, str], Sentence]


def read(*files: Path) -> Catalogue:
    """Read catalogues into one, by context and English; the first to know a sentence is believed."""
    found: Catalogue = {}
    for block in chain.from_iterable(file.read_text().split("\n\n") for file in files):
        field = {name: _unquoted(text) for name, text in FIELD.findall(block)}
        if field.get("msgid"):
            sentence = Sentence(
                field.get("msgctxt", ""),
                field["msgid"],
                field.get("msgid_plural", ""),
                field["msgstr"],
                ", ".join(FLAGS.findall(block)),
                "".join(_unquoted(text) for text in INSTEAD.findall(block)),
            )
            found.setdefault((sentence.context, sentence.english), sentence)
    return found


def foreign(domain: str) -> tuple[Catalogue, Catalogue]:
    """Give what Django and the installed apps of others say: in English, and of this in Chinese."""
    shelves = [Path(app.path) / "locale" for app in apps.get_app_configs() if not _ours(app.path)]
    shelves.append(Path(django.__file__).parent / "conf" / "locale")
    sources = [_shipped(shelf, domain, *SOURCES) for shelf in shelves]
    chinese = read(*chain.from_iterable(_shipped(shelf, domain, "zh_Hans") for shelf in shelves))
    return (
        read(*chain.from_iterable(source[:1] for source in sources)),
        {key: it for key, it in chinese.items() if it.chinese and "fuzzy" not in it.flags},
    )


def of_the_house() -> Catalogue:
    """Give what our own apps say in Chinese."""
    shelves = [Path(app.path) / "locale" for app in apps.get_app_configs() if _ours(app.path)]
    said = read(*chain.from_iterable(_shipped(shelf, "django", "zh_Hans") for shelf in shelves))
    return {key: it for key, it in said.items() if it.chinese}


def present(domain: str) -> Catalogue:
    """Give the overlay as it is."""
    catalogue = FOLDER / f"{domain}.po"
    return read(catalogue) if catalogue.exists() else {}


def wanted(domain: str) -> Catalogue:
    """Give the overlay as it should be: holes, filled where they were, and what is said better."""
    english, chinese = foreign(domain)
    ours, before = of_the_house() if domain == "django" else {}, present(domain)
    holes = {key: it._replace(chinese="") for key, it in english.items() if key not in chinese}
    better = {key: it for key, it in before.items() if it.instead and key in english}
    filled = {
        key: it._replace(chinese=before[key].chinese) for key, it in holes.items() if key in before
    }
    return {key: it for key, it in (holes | filled | better).items() if key not in ours}


def write(domain: str) -> Path:
    """Write the overlay as it should be; new holes are empty."""
    catalogue = FOLDER / f"{domain}.po"
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    catalogue.write_text("\n".join([HEADER, *map(str, wanted(domain).values())]))
    return catalogue


def faults(domain: str) -> Iterator[str]:
    """Yield what is wrong with the overlay: empty, uncertain, missing, or needed no more."""
    _, chinese = foreign(domain)
    before, after = present(domain), wanted(domain)
    for key in before.keys() | after.keys():
        if key not in after:
            yield f"{key[1]!r}: nobody asks for it any more, or somebody else says it."
        elif key not in before or not before[key].chinese or "fuzzy" in before[key].flags:
            yield f"{key[1]!r}: not translated."
        elif before[key].instead != (chinese[key].chinese if key in chinese else ""):
            yield f"{key[1]!r}: replaces Chinese that others no longer say; look at it again."


def _ours(path: str) -> bool:
    return Path(path).parent == settings.BASE_DIR


def _shipped(shelf: Path, domain: str, *languages: str) -> list[Path]:
    files = (shelf / language / "LC_MESSAGES" / f"{domain}.po" for language in languages)
    return [file for file in files if file.exists()]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _unquoted(text: str) -> str:
    return "".join(json.loads(line) for line in text.splitlines())
