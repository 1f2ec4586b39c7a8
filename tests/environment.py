"""What tests run in, loaded before the settings: a cluster of their own unless `DATABASE_URL` names one, no network, a bare environment."""

import gc
import os
import sys
from contextlib import ExitStack

import hypothesis
import pytest

from tests.clusters import temporary_cluster, temporary_folder
from tests.network import close_network

CLEARED = (
    "SECRET_KEY",
    "DEBUG",
    "EMAIL_URL",
    "EMAIL_FROM",
    "SITE_URL",
    "ALLOWED_HOSTS",
    "CELERY_BROKER_URL",
    "CACHE_URL",
    "TRUSTED_PROXIES",
    "SIGNUP",
    "GUIDES_PUBLIC",
    "REVIEW_REQUIRED",
    "METRICS_TOKEN",
    "PYTHONDONTWRITEBYTECODE",
)
cleanup = ExitStack()

# The same examples on every machine at any speed: what passes here passes elsewhere. `--hypothesis-profile=default` looks for new ones.
hypothesis.settings.register_profile(
    "alike", derandomize=True, deadline=None, max_examples=60, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("alike")
gc.set_threshold(50_000, 20, 20)  # little that tests make is a cycle, and looking for them again and again takes its time
close_network()
sys.dont_write_bytecode = False  # what is not kept is compiled again by each process that a test starts: it takes as long as all the rest
for name in CLEARED:
    os.environ.pop(name, None)
folder = cleanup.enter_context(temporary_folder())
os.environ["VAR_DIR"] = str(folder / "var")
os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)  # where tmp_path is: pytest's own place is closed to PostgreSQL's user by each new run
os.makedirs(os.path.join(os.environ["VAR_DIR"], "static"))  # whitenoise warns where there is none
if not os.environ.get("DATABASE_URL"):
    os.environ["DATABASE_URL"] = cleanup.enter_context(temporary_cluster())


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers(config):
    """The whole suite runs in as many processes as there are cores; what is asked for by name runs in one, with its words in sight."""
    return 0 if config.args_source is config.ArgsSource.ARGS else os.cpu_count()


def pytest_unconfigure():
    cleanup.close()
