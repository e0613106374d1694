"""How the tests come by real ledgers, and what an import of one says at its end."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command


def shared(name: str) -> Path:
    path = Path(settings.SHARED_DATA) / name
    if not path.exists():
        pytest.skip(f"{path.name} is not here; HUIYIN_SHARED_DATA says where it is.")
    return path


def bring(path: Path, folder: Path) -> list[int]:
    """Import a copy, so that nothing is ever written beside the shared files."""
    copy = folder / path.name
    copy.write_bytes(path.read_bytes())
    said = StringIO()
    call_command("import_cases", str(copy), stdout=said)
    assert not list(folder.glob("*.rejects.jsonl"))
    return [int(number) for number in re.findall(r"\d+", said.getvalue().splitlines()[-1])]
