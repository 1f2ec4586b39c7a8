"""What the tick asks of the database is answered from small indexes, however much was sent before."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from negotiate.mail.models import Message
from offers.models import Nudge
from tests import factories

ROWS = 100_000
MESSAGES = """
    INSERT INTO mail_message (kind, address, state, priority, due_at, created_at, attempts, server_errors, via, answer, reason, maybe_twice)
    SELECT 'nudges', 'a@example.com', CASE WHEN number %% 1000 = 0 THEN 'planned' WHEN number %% 1000 = 1 THEN 'claimed' ELSE 'sent' END,
           10, now() + (number - %s) * interval '1 minute', now(), 0, 0, '', '', '', false
    FROM generate_series(1, %s) AS number
"""
NUDGES = """
    INSERT INTO offers_nudge (user_id, kind, about, lead, revision, due_at, state, reason, created_at)
    SELECT %s, 'deadline', gen_random_uuid(), '1d', 1, now() + (number - %s) * interval '1 minute',
           CASE WHEN number %% 1000 = 0 THEN 'planned' ELSE 'mailed' END, '', now()
    FROM generate_series(1, %s) AS number
"""


@pytest.fixture
def many(owner):
    with connection.cursor() as cursor:
        cursor.execute(MESSAGES, [ROWS, ROWS])
        cursor.execute(NUDGES, [factories.create_user("many@example.com").pk, ROWS, ROWS])
        cursor.execute("ANALYZE mail_message")
        cursor.execute("ANALYZE offers_nudge")


def plan_of(rows) -> dict:
    return json.loads(rows.explain(format="json", analyze=True))[0]["Plan"]


def nodes(plan):
    yield plan
    for part in plan.get("Plans", []):
        yield from nodes(part)


def test_the_ticks_questions_use_an_index_on_what_is_still_planned(many):
    now = timezone.now() - timedelta(minutes=ROWS - 2000)  # when two of a hundred that are planned are due
    questions = {
        Message.objects.due(now).order_by("priority", "due_at")[:20]: "message_waiting",
        Message.objects.abandoned(now): "message_taken",
        Nudge.objects.due(now): "nudge_planned",
        Nudge.objects.due(now).order_by("user").values_list("user", flat=True).distinct(): "nudge_planned",
    }
    for question, index in questions.items():
        found = list(nodes(plan_of(question)))
        assert index in {node.get("Index Name") for node in found}
        assert not [node for node in found if node["Node Type"] == "Seq Scan" and node["Relation Name"] in ("mail_message", "offers_nudge")]
