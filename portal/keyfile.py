"""Random keys for a house that has none yet: `python -m portal.keyfile [--write FILE]`.

Needs nothing but Python and no settings, since these refuse to load while a key is missing.
It never changes a key that is there: with it would go every text that was sealed by it.
"""

import argparse
import base64
import os
import secrets
import sys
from pathlib import Path

NAMES = ("SECRET_KEY", "HUIYIN_FIELD_KEYS", "HUIYIN_INDEX_KEY", "HUIYIN_CODE_KEYS")


def fresh() -> str:
    """Return a new key: 32 random bytes, urlsafe base64."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def names_in(text: str) -> set[str]:
    """Return the names that have a value in the text of a key file."""
    pairs = (line.partition("=") for line in text.splitlines())
    return {name.strip() for name, _, value in pairs if value.strip()}


def write(path: Path) -> list[str]:
    """Add the keys the file lacks, readable by its owner only, and return their names."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    written = path.read_text() if path.exists() else ""
    missing = [name for name in NAMES if name not in names_in(written)]
    if missing:
        glue = "\n" if written and not written.endswith("\n") else ""
        lines = "".join(f"{name}={fresh()}\n" for name in missing)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as file:
            file.write(glue + lines)
    path.chmod(0o600)
    return missing


def main(arguments: list[str] | None = None) -> None:
    """Print new keys, or write to a file those that it lacks."""
    parser = argparse.ArgumentParser(prog="portal.keyfile", description=__doc__)
    parser.add_argument(
        "--write", metavar="FILE", type=Path, help="add the missing keys to this file"
    )
    path = parser.parse_args(arguments).write
    if path is None:
        sys.stdout.writelines(f"{name}={fresh()}\n" for name in NAMES)
    elif new := write(path):
        sys.stdout.write(f"New keys: {', '.join(new)}. Keep a copy of {path} in another place.\n")


if __name__ == "__main__":
    main()
