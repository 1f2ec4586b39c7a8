"""What tests run in, loaded before the settings: a cluster of their own unless `DATABASE_URL` names one, and nothing of the caller's environment."""

import os
import tempfile
from contextlib import ExitStack

from negotiate.local.cluster import temporary_cluster

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
)
cleanup = ExitStack()

for name in CLEARED:
    os.environ.pop(name, None)
os.environ["VAR_DIR"] = cleanup.enter_context(tempfile.TemporaryDirectory(prefix="negotiate-var-"))
if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = cleanup.enter_context(temporary_cluster())


def pytest_unconfigure():
    cleanup.close()
