"""Celery only ticks: what must happen is a row with a time."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "negotiate.settings")

app = Celery("negotiate")
