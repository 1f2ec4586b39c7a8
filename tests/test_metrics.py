"""What Prometheus reads: for staff and for who knows the token, in its own format; for everybody else there is nothing."""

import math
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from negotiate.mail import failing
from negotiate.mail.models import Heartbeat, Message
from negotiate.mail.queue import database_now
from negotiate.metrics import Measure
from offers.models import Nudge

METRIC_NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"'
HELP = re.compile(rf"# HELP ({METRIC_NAME}) (?:[^\\\n]|\\[\\n])*")
TYPE = re.compile(rf"# TYPE ({METRIC_NAME}) (counter|gauge|histogram|summary|untyped)")
SAMPLE = re.compile(rf"({METRIC_NAME})(\{{{LABEL}(?:,{LABEL})*\}})? (\S+)")


def parsed(text) -> dict[str, float]:
    """Strictly as the format's page says: each family's HELP and TYPE once and before its samples, nothing twice, a newline at the end."""
    assert text.endswith("\n") and "\r" not in text and "\n\n" not in text
    samples, typed, helped = {}, [], []
    for line in text[:-1].split("\n"):
        if found := HELP.fullmatch(line):
            assert found[1] not in helped
            helped.append(found[1])
        elif found := TYPE.fullmatch(line):
            assert found[1] not in typed and found[1] == helped[-1]
            typed.append(found[1])
        else:
            found = SAMPLE.fullmatch(line)
            assert found and found[1] == typed[-1], line
            name = found[1] + (found[2] or "")
            assert name not in samples and math.isfinite(float(found[3]))
            samples[name] = float(found[3])
    return samples


@pytest.fixture
def token(settings):
    settings.METRICS_TOKEN = "let-me-count"
    return {"Authorization": "Bearer let-me-count"}


def read(client, headers=None):
    answer = client.get(reverse("metrics"), headers=headers)
    assert answer.status_code == 200 and answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    return parsed(answer.content.decode())


@pytest.mark.parametrize("given", [None, "", "Bearer", "Bearer ", "Bearer wrong", "Bearer let-me-count ", "Basic let-me-count", "Bearer é"])
def test_without_the_token_there_is_nothing(client, db, token, given):
    headers = {} if given is None else {"Authorization": given}
    assert client.get("/metrics", headers=headers).status_code == 404


def test_where_no_token_is_set_no_token_opens(client, db, settings):
    settings.METRICS_TOKEN = ""
    for given in ("Bearer ", "Bearer", "Bearer None"):
        assert client.get("/metrics", headers={"Authorization": given}).status_code == 404


def test_staff_read_it_and_others_do_not(client, curator, owner):
    client.force_login(owner)
    assert client.get("/metrics").status_code == 404
    client.force_login(curator)
    assert read(client)["negotiate_workers"] == 0


def test_it_counts_what_there_is(client, owner, token):
    now = database_now()
    Heartbeat.objects.create(beat_at=now - timedelta(seconds=5))
    for state, fields in [
        ("sent", {"attempts": 3}),
        ("failed", {"maybe_twice": True}),
        ("planned", {"due_at": now - timedelta(seconds=90)}),
    ]:
        Message.objects.create(kind="account", address="a@example.com", state=state, **fields)
    Nudge.objects.create(user=owner, kind="digest", about="00000000-0000-4000-8000-000000000000", due_at=now + timedelta(hours=1))
    found = read(client, token)
    assert found['negotiate_mail_messages{state="sent"}'] == found["negotiate_mail_sent"] == found["negotiate_mail_failed"] == 1
    assert 90 <= found["negotiate_mail_oldest_due_seconds"] < 100
    assert (found["negotiate_mail_retries"], found["negotiate_mail_unknown_endings"], found["negotiate_workers"]) == (2, 1, 1)
    assert now.timestamp() - 6 < found["negotiate_last_tick_timestamp_seconds"] < now.timestamp()
    assert found['negotiate_nudges{state="planned"}'] == 1 and found["negotiate_nudges_due"] == 0


def test_every_state_stands_there_and_no_person_does(client, owner, token):
    failing.mark(owner.email, reason="550 no such user", now=database_now())
    Message.objects.create(kind="nudges", user=owner, address=owner.email)
    answer = client.get("/metrics", headers=token).content.decode()
    assert {f'negotiate_mail_messages{{state="{state}"}}' for state in Message.State.values} <= set(parsed(answer))
    assert parsed(answer)["negotiate_mail_held"] == parsed(answer)["negotiate_mail_failing_addresses"] == 1
    assert "example.com" not in answer


def test_words_and_values_are_escaped():
    measure = Measure(name="a", words="b\n\\", label="c", values={'d"\n': 1.0, "e": None})
    assert list(measure.lines()) == ["# HELP a b\\n\\\\", "# TYPE a gauge", 'a{c="d\\"\\n"} 1.0']
