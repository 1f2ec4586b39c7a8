"""Celery only ticks: what must happen is a row with a time. Without a broker, beat and worker are threads of one process."""

import os

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "negotiate.settings")

app = Celery("negotiate")
app.conf.update(
    broker_url=settings.CELERY_BROKER_URL or "memory://localhost/",
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    worker_cancel_long_running_tasks_on_connection_loss=True,  # ours are never acknowledged late: it only spares a warning
    task_ignore_result=True,
    task_store_errors_even_if_ignored=False,
    worker_hijack_root_logger=False,
    worker_redirect_stdouts=False,
    timezone="UTC",
    beat_schedule={"tick": {"task": "negotiate.mail.tasks.tick", "schedule": settings.TICK, "options": {"expires": 10}}},
)
app.autodiscover_tasks()
