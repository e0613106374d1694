import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from portal import keyfile


def start(home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG"}}
    return subprocess.run(
        [sys.executable, "-c", "from config.settings import SECRET_KEY; print(SECRET_KEY)"],
        cwd=settings.BASE_DIR,
        env={**kept, "HUIYIN_HOME": str(home), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_house_without_keys_does_not_open_and_names_them_all(tmp_path: Path) -> None:
    refused = start(tmp_path)
    assert refused.returncode != 0
    assert all(name in refused.stderr for name in keyfile.NAMES)


@pytest.mark.parametrize("missing", keyfile.NAMES)
def test_one_missing_key_keeps_the_house_shut(tmp_path: Path, missing: str) -> None:
    keys = {name: keyfile.fresh() for name in keyfile.NAMES if name != missing}
    refused = start(tmp_path, **keys)
    assert f"missing: {missing}." in refused.stderr


def test_the_key_file_opens_the_house(tmp_path: Path) -> None:
    keyfile.write(tmp_path / "keys.env")
    assert start(tmp_path).returncode == 0


def test_a_key_of_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    keyfile.write(tmp_path / "keys.env")
    assert start(tmp_path, SECRET_KEY="from-outside").stdout.strip() == "from-outside"


def test_a_developer_needs_no_keys(tmp_path: Path) -> None:
    assert start(tmp_path, DEBUG="1").returncode == 0
