"""The secrets of one person's machine: random, made once, kept in `secrets.json` readable by its owner alone."""

import json
import os
import secrets
from pathlib import Path

from negotiate.local.places import LocalProblem


def local_secrets(var: Path) -> dict[str, str]:
    """The secrets kept under `var`; made there where they are missing. Keys: secret_key, candidate_password, curator_password.

    Raises LocalProblem where the file is there and cannot be read: other secrets would lose what was sealed with these.
    """
    path = var / "secrets.json"
    if not path.exists():
        _make(path)
    try:
        return json.loads(path.read_text())
    except ValueError:
        raise LocalProblem(f"{path} is damaged. Put the right one back, from a backup for instance; nothing was changed.") from None


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = {
        "secret_key": secrets.token_urlsafe(48),
        "candidate_password": secrets.token_urlsafe(9),
        "curator_password": secrets.token_urlsafe(9),
    }
    part = path.with_suffix(f".{os.getpid()}")
    part.touch(mode=0o600)
    part.write_text(json.dumps(made, indent=1))
    try:
        os.link(part, path)  # the first of two processes wins
    except FileExistsError:
        pass
    finally:
        part.unlink()
