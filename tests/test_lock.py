"""requirements.lock says what pyproject.toml asks for: pinned, with hashes, and no word about where it comes from."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

BASE = Path(__file__).resolve().parent.parent
LOCK = (BASE / "requirements.lock").read_text()
ENTRIES = re.findall(r"^(\S+)==(\S+)(?: ; [^\\\n]+)?(?: \\)?\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)*)", LOCK + "\n", re.MULTILINE)
PINNED = {name: version for name, version, _ in ENTRIES}


def asked_for() -> list[Requirement]:
    project = tomllib.loads((BASE / "pyproject.toml").read_text())
    return [Requirement(line) for line in (*project["project"]["dependencies"], *project["dependency-groups"]["dev"])]


@pytest.mark.parametrize("requirement", asked_for(), ids=str)
def test_each_direct_dependency_is_pinned_within_its_range(requirement):
    version = PINNED.get(canonicalize_name(requirement.name))
    assert version, f"{requirement.name} is not in requirements.lock: make it anew"
    assert requirement.specifier.contains(version, prereleases=True)


def test_everything_in_it_is_a_pin_with_hashes():
    assert all(hashes for _, _, hashes in ENTRIES)
    lines = [line for line in LOCK.splitlines() if line and not line.startswith(" ")]
    assert len(lines) == len(ENTRIES) == len(PINNED)


def test_it_holds_no_address():
    assert "://" not in LOCK
    assert not re.search(r"--(extra-)?index|--find-links|^-", LOCK, re.MULTILINE)
