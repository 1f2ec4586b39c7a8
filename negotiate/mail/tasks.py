"""What Celery ticks. It may run twice, late, or not at all: the rows decide."""

from negotiate.celery import app
from negotiate.mail.rounds import ROUNDS


@app.task(ignore_result=True)
def tick():
    ROUNDS.make_in_thread()
