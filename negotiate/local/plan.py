"""What `up` decides before it starts anything: whether this is one person's machine, and what its processes are told."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from negotiate.local.places import LocalProblem
from negotiate.local.secrets import local_secrets

TRUE = ("true", "on", "ok", "y", "yes", "1")  # what the settings take for true
NEEDED = ("SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "EMAIL_URL", "EMAIL_FROM")
LOCAL_HOSTS = "127.0.0.1,localhost,[::1]"


@dataclass(frozen=True, kw_only=True)
class Plan:
    host: str
    port: int
    demo: bool
    environment: Mapping[str, str]

    @property
    def debug(self) -> bool:
        return self.environment["DEBUG"] == "true"

    @property
    def site(self) -> str:
        return self.environment["SITE_URL"].rstrip("/")

    @property
    def mail_stays_here(self) -> bool:
        return not self.environment["EMAIL_URL"]


def is_production(environment: Mapping[str, str]) -> bool:
    """As the settings see it: a secret key from outside, or DEBUG off."""
    return bool(environment.get("SECRET_KEY")) or not _is_true(environment.get("DEBUG", "true"))


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def make_plan(*, host: str, port: int, demo: bool, environment: Mapping[str, str], var: Path) -> Plan:
    """Raises LocalProblem where something must be set and is not; names all of it at once."""
    if not is_loopback(host):
        return Plan(host=host, port=port, demo=False, environment=_for_others(host, environment))
    told = _for_one_person(host, port, environment, var)
    demo = demo and told["DEBUG"] == "true"
    if demo:
        told.setdefault("REVIEW_REQUIRED", "off")
    return Plan(host=host, port=port, demo=demo, environment=told)


def _for_others(host: str, environment: Mapping[str, str]) -> dict[str, str]:
    missing = [name for name in NEEDED if not environment.get(name, "").strip()]
    if missing:
        raise LocalProblem(
            f"With --host {host} other machines can reach this, so these must be set in the environment first: {', '.join(missing)}."
        )
    return {**environment, "DEBUG": "false"}


def _for_one_person(host: str, port: int, environment: Mapping[str, str], var: Path) -> dict[str, str]:
    secret_key = environment.get("SECRET_KEY") or local_secrets(var)["secret_key"]
    own = f"[{host}]" if ":" in host else host
    return {
        **environment,
        "DEBUG": "true" if _is_true(environment.get("DEBUG", "true")) else "false",
        "SECRET_KEY": secret_key,
        "SITE_URL": environment.get("SITE_URL") or f"http://{own}:{port}",
        "ALLOWED_HOSTS": environment.get("ALLOWED_HOSTS") or ",".join(dict.fromkeys([*LOCAL_HOSTS.split(","), own])),
        "EMAIL_URL": environment.get("EMAIL_URL", ""),
        "EMAIL_FROM": environment.get("EMAIL_FROM") or "Negotiate <negotiate@localhost>",
    }


def _is_true(word: str) -> bool:
    return word.lower() in TRUE
