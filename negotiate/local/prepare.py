"""Readies the database before `up` serves it, in a process of its own: tables, starter guides, the demo, static files.

`python -m negotiate.local.prepare REPORT.json [--demo]`; what `up` should print afterwards stands in the report.
"""

import json
import os
import sys
from datetime import datetime
from functools import partial
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.module_loading import import_string

from negotiate.counting import counted
from negotiate.local import dumps
from negotiate.local.places import LocalProblem
from negotiate.local.secrets import local_secrets

KEPT = 5
ONE_AT_A_TIME = 0x6E65676F  # the key of an advisory lock, for starts on two machines with one database

say = partial(print, flush=True)


def prepare(*, demo: bool, now: datetime) -> dict:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
    migrate(now)
    import_string("guides.starting.load_starter_guides")(now=now, say=say)
    import_string("guides.indexing.index_what_is_missing")()
    import_string("negotiate.money.importing.import_first_rates")()
    if not settings.DEBUG:
        call_command("collectstatic", interactive=False, verbosity=0)
    return {"demo": demo_logins(demo, now)}


def migrate(now: datetime) -> None:
    """Bring the tables to where the code is; what was there before is dumped first."""
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not pending:
        return
    if executor.loader.applied_migrations:
        say(f"Keeping a copy of the database as it is: {keep_a_copy(now)}")
    say(f"Setting up the tables ({counted(len(pending), 'step')}) …")
    call_command("migrate", interactive=False, verbosity=0)


def keep_a_copy(now: datetime) -> Path:
    """Dump into var/backups, where the last five such copies stay."""
    folder = settings.VAR_DIR / "backups"
    file = folder / f"before-migrating-{now:%Y-%m-%d-%H%M%S}.dump"
    dumps.dump(file)
    for old in sorted(folder.glob("before-migrating-*.dump"))[:-KEPT]:
        old.unlink()
    return file


def demo_logins(wanted: bool, now: datetime) -> dict[str, str]:
    """Who can sign in with the demo's passwords; made first where there is no user at all. With DEBUG off nobody can."""
    users, names = apps.get_model("accounts", "User").objects, demo_addresses()
    if not settings.DEBUG:
        close_demo()
        return {}
    passwords = {email: local_secrets(settings.VAR_DIR)[f"{who}_password"] for who, email in names.items()}
    if wanted and not users.exists():
        say("Making the demo …")
        create = import_string("offers.demo.create_demo")  # by name: nothing in negotiate knows offers
        create(candidate_password=passwords[names["candidate"]], curator_password=passwords[names["curator"]], now=now)
    reopen(users.filter(email__in=names.values(), is_active=False), passwords)
    return {who: email for who, email in names.items() if users.filter(email=email, is_active=True).exists()}


def demo_addresses() -> dict[str, str]:
    return {who: import_string(f"offers.demo.{who.upper()}_EMAIL") for who in ("candidate", "curator")}


def close_demo() -> None:
    """Ends the demo's passwords, sessions and keys; its rows stay. Asks for no column that a backup's older table may lack."""
    people = apps.get_model("accounts", "User").objects.filter(email__in=demo_addresses().values(), is_active=True)
    people.update(is_active=False, password=make_password(None))


def reopen(people, passwords: dict[str, str]) -> None:
    """Those that `close_demo` closed, and not who was switched off by staff, whose password is still there."""
    for person in people:
        if not person.has_usable_password():
            person.is_active = True
            person.set_password(passwords[person.email])
            person.save(update_fields=["is_active", "password"])


def main() -> None:
    report, *options = sys.argv[1:]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "negotiate.settings")
    try:
        django.setup()
        prepared = prepare(demo="--demo" in options, now=timezone.now())
    except OperationalError as error:
        sys.exit(f"The database cannot be used: {error}")
    except (LocalProblem, ImproperlyConfigured) as problem:
        sys.exit(str(problem))
    Path(report).write_text(json.dumps(prepared))


if __name__ == "__main__":
    main()
