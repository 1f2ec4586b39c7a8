"""`manage.py up`: what it refuses, what it tells its processes, and one whole run."""

import signal
import socket
from pathlib import Path

import pytest

from negotiate.local import ports
from negotiate.local.commands import needs_own_database
from negotiate.local.places import LocalProblem
from negotiate.local.plan import NEEDED, is_loopback, make_plan
from tests.running import manage, up

FOR_OTHERS = {
    "SECRET_KEY": "k" * 60,
    "SITE_URL": "https://negotiate.example.com",
    "ALLOWED_HOSTS": "negotiate.example.com",
    "EMAIL_URL": "smtp://relay.example.com",
    "EMAIL_FROM": "negotiate@example.com",
}


@pytest.fixture
def plan(tmp_path):
    def make(host="127.0.0.1", demo=True, **environment):
        return make_plan(host=host, port=8000, demo=demo, environment=environment, var=tmp_path)

    return make


def test_one_persons_machine_has_debug_the_demo_and_the_inbox(plan):
    made = plan()
    assert made.debug and made.demo and made.mail_stays_here
    assert made.environment["REVIEW_REQUIRED"] == "off"
    assert made.environment["SITE_URL"] == "http://127.0.0.1:8000"


def test_its_secrets_are_made_once(plan):
    assert plan().environment["SECRET_KEY"] == plan().environment["SECRET_KEY"]


def test_what_the_environment_says_is_kept(plan):
    made = plan(EMAIL_URL="smtp://localhost:25", SITE_URL="http://localhost:8000", SECRET_KEY="mine", REVIEW_REQUIRED="on")
    assert not made.mail_stays_here
    assert made.environment["SECRET_KEY"] == "mine"
    assert made.environment["SITE_URL"] == "http://localhost:8000"
    assert made.environment["REVIEW_REQUIRED"] == "on"


@pytest.mark.parametrize("word", ["false", "off", "0", "no", ""])
def test_with_debug_off_there_is_no_demo(plan, word):
    made = plan(DEBUG=word)
    assert not made.debug and not made.demo
    assert all(name in made.environment for name in NEEDED)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "negotiate.example.com"])
def test_where_others_can_reach_it_debug_and_the_demo_are_off_whatever_is_said(plan, host):
    made = plan(host=host, DEBUG="true", **FOR_OTHERS)
    assert not made.debug and not made.demo
    assert made.environment.items() >= FOR_OTHERS.items()


def test_where_others_can_reach_it_everything_missing_is_named_at_once(plan):
    with pytest.raises(LocalProblem, match="SITE_URL, ALLOWED_HOSTS, EMAIL_URL, EMAIL_FROM"):
        plan(host="0.0.0.0", SECRET_KEY="k", EMAIL_URL=" ")


@pytest.mark.parametrize(("host", "answer"), [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True)])
def test_this_machines_own_addresses_are_known(host, answer):
    assert is_loopback(host) is answer


def test_a_port_in_use_is_refused_though_the_other_shares_it():
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(LocalProblem, match=f"Port {port} on 127.0.0.1 is in use"):
            ports.claim("127.0.0.1", port)


def test_a_claimed_port_is_refused_to_the_next_and_free_for_our_own_server():
    with ports.claim("127.0.0.1", 0) as claimed, socket.socket() as server:
        port = claimed.getsockname()[1]
        with pytest.raises(LocalProblem, match="is in use"):
            ports.claim("127.0.0.1", port)
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        server.bind(("127.0.0.1", port))


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(LocalProblem, match="is no address of this machine"):
        ports.claim("192.0.2.7", 8000)


@pytest.mark.parametrize(
    ("command", "needs"), [(["up"], False), (["help"], False), ([], False), (["migrate", "--help"], False), (["migrate"], True)]
)
def test_a_command_gets_a_database_where_it_needs_one(monkeypatch, tmp_path, command, needs):
    monkeypatch.delenv("DATABASE_URL")
    assert needs_own_database(["manage.py", *command], tmp_path) is needs


def test_in_production_no_database_is_made_up(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("SECRET_KEY", "k")
    assert not needs_own_database(["manage.py", "migrate"], tmp_path)


def test_up_refuses_other_hosts_without_settings(tmp_path):
    refused = manage("up", "--host", "0.0.0.0", var=tmp_path, DEBUG="true")
    assert refused.returncode == 1
    assert all(name in refused.stdout for name in NEEDED)
    assert not (tmp_path / "pg").exists()


def test_a_command_says_in_a_line_what_is_not_set(tmp_path):
    refused = manage("migrate", var=tmp_path, DEBUG="false")
    assert refused.returncode == 1
    assert "must be set in the environment: SECRET_KEY, SITE_URL" in refused.stderr and "Traceback" not in refused.stderr


def test_one_command_runs_it_all_and_one_signal_ends_it(tmp_path):
    with up(tmp_path / "var") as running:
        running.wait()
        assert running.status("/") == running.status("/guides/") == running.status("/inbox/") == 200
        assert "candidate@example.com" in running.said() and "curator@example.com" in running.said()
        assert f"http://127.0.0.1:{running.port}/inbox/" in running.said()
        second = manage("up", var=tmp_path / "var")
        assert second.returncode == 1 and "Negotiate is running in this folder already" in second.stdout
        beside = manage("shell", "-c", "from guides.models import Guide; print('guides:', Guide.objects.count())", var=tmp_path / "var")
        assert "guides: 14" in beside.stdout, beside.stderr
        assert running.stop() == 0
        assert running.children() == [] and running.status() is None
    clean_second_start(tmp_path / "var")


def clean_second_start(var: Path) -> None:
    with up(var, DEBUG="false") as running:
        running.wait()
        assert running.status("/inbox/") == 404
        assert "password" not in running.said() and "no mail server is set" in running.said()
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(15) == 0
