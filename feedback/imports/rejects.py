"""Writes down which rows of a ledger were rejected and why, beside the ledger. Never what they say."""

import json
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TextIO

from django.conf import settings

from feedback.imports.ledger import Told

ENDING = ".rejects.jsonl"


class Rejects:
    """The list of one run: made with the first rejected row, so a run without any leaves none."""

    def __init__(self, ledger: Path, *, dry_run: bool = False) -> None:
        self.dry_run = dry_run
        self.wanted = ledger.with_name(ledger.name + ENDING)
        self.path: Path | None = None
        self._file: TextIO | None = None

    def __enter__(self) -> "Rejects":
        if self.dry_run:
            return self
        with suppress(OSError):  # the list of an earlier run would be taken for this one's
            self.wanted.unlink()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file:
            self._file.close()

    def add(self, told: Told) -> None:
        """Write one rejected row with its line in the ledger and the reason."""
        if self.dry_run:
            return
        self._file = self._file or self._open()
        row = {"line": told.line, "reason": told.reason}
        self._file.write(json.dumps(row, ensure_ascii=False) + "\n")
        self._file.flush()  # an interrupted run keeps what it found

    def _open(self) -> TextIO:
        try:
            file, self.path = self.wanted.open("w", encoding="utf-8"), self.wanted
        except OSError:  # a ledger may lie where nothing can be written
            folder = settings.HUIYIN_HOME / "imports"
            folder.mkdir(mode=0o700, exist_ok=True)
            self.path = folder / self.wanted.name
            file = self.path.open("w", encoding="utf-8")
        return file
