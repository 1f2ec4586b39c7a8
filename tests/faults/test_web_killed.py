"""The web killed during a POST: a deadline or a counter and its reminders both exist, or neither."""

import json
import os
import subprocess
import sys
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from tests.faults.acting import PROCESS, close, database_url, new_seed
from tests.running import BASE


def noon_next_week() -> str:
    """Nine days ahead: at noon none of the usual reminders meets another, at whatever hour the deadline is set."""
    return f"{timezone.now() + timedelta(days=9):%Y-%m-%d}T12:00:00"


def test_what_is_posted_and_its_reminders_both_exist_or_neither(transactional_db, full_size):
    kills, seed = 300 if full_size else 40, new_seed()
    environment = {**os.environ, **PROCESS, "SECRET_KEY": settings.SECRET_KEY, "DATABASE_URL": database_url()}
    command = [sys.executable, "-m", "tests.faults.posting", str(kills), str(seed), noon_next_week()]
    found = json.loads(subprocess.run(command, cwd=BASE, env=environment, stdout=subprocess.PIPE, check=True, timeout=600).stdout)
    close("web killed during POST", **found)
    assert found["half"] == 0
    assert found["finished"] <= found["whole"] < kills + found["finished"]
