"""What people tell the demo hospital: our own short texts, varied a little so that none is a copy."""

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

TABLE = Path(__file__).with_name("voices.json")
TRIES = 40


@dataclass(frozen=True)
class Told:
    """One voice, and what the hospital finds and answers."""

    kind: str
    category: str
    department: str
    gist: str
    story: str
    reply: str
    finding: str
    outcome: str
    measures: tuple[str, ...]
    language: str
    channel: str = ""  # only where it came by one way and no other
    neutral: str = ""  # what the department is told of a colleague's matter

    @property
    def is_elsewhere(self) -> bool:
        """Say whether it is nothing this hospital can answer."""
        return not self.reply


@dataclass(frozen=True)
class Entry:
    """A row of an old register, with the answer that stands beside it."""

    kind: str
    channel: str
    days: int
    answered_after: int
    gist: str
    story: str
    reply: str


def ledger() -> list[Entry]:
    """Return what was taken over from registers, the oldest first."""
    entries = [Entry(**row) for row in _table()["ledger"]]
    return sorted(entries, key=lambda entry: -entry.days)


def told(dice: Random) -> list[Told]:
    """Return all voices in a random order, the frequent ones several times in other words."""
    table = _table()
    voices: dict[str, Told] = {}
    for row in table["voices"]:
        wanted = len(voices) + row["weight"]
        # So few words can run out of variations: then it is told less often.
        for number in range(TRIES):
            if len(voices) < wanted:
                voice = _voice(row, table, row["texts"][number % len(row["texts"])], dice)
                voices[voice.story] = voice
    mixed = list(voices.values())
    dice.shuffle(mixed)
    return mixed


def _table() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(TABLE.read_text(encoding="utf-8"))
    return content


def _voice(row: dict[str, Any], table: dict[str, Any], text: str, dice: Random) -> Told:
    story = text.format(**{slot: dice.choice(words) for slot, words in table["slots"].items()})
    if row["language"] != "en":
        opening, closing = (table[part][row["kind"]] for part in ("openings", "closings"))
        story = dice.choice(opening) + story + dice.choice(closing)
    kept = {name: row[name] for name in Told.__dataclass_fields__ if name in row}
    return Told(**{**kept, "measures": tuple(row["measures"]), "story": story})
