"""Where the sample guides are: real ones that are not part of the project. Tests that need them are skipped where they are absent."""

import os
from pathlib import Path

import pytest

SAMPLES = Path(os.environ.get("GUIDE_SAMPLES") or Path(__file__).resolve().parents[2] / "shared")
HERE = (SAMPLES / "seed").is_dir() and (SAMPLES / "corpus").is_dir()
needs_samples = pytest.mark.skipif(not HERE, reason="guide samples are not here")


@pytest.fixture
def samples() -> Path:
    """The folder that holds seed/ and corpus/."""
    if not HERE:
        pytest.skip("guide samples are not here")
    return SAMPLES


def seed_file() -> Path:
    return SAMPLES / "seed" / "millennium-management" / "ml-ai-engineer.md"


def corpus_files() -> list[Path]:
    return sorted((SAMPLES / "corpus").rglob("*.md")) if HERE else []
