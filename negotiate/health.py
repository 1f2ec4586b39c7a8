"""Whether this installation is well, for whoever watches it."""

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from negotiate.mail.condition import why_late
from negotiate.mail.queue import database_now


def answer(trouble: str) -> HttpResponse:
    return HttpResponse(f"{trouble or 'ok'}\n", content_type="text/plain; charset=utf-8", status=503 if trouble else 200)


@login_not_required
@never_cache
@require_safe
def healthz(request):
    """This process answers."""
    return answer("")


@login_not_required
@never_cache
@require_safe
def readyz(request):
    """This process can work: the database answers and has all migrations. With ?mail also: nothing due is over a minute late."""
    try:
        trouble = schema.trouble() or ("mail" in request.GET and why_late(database_now()))
    except Error:
        trouble = "The database does not answer."
    return answer(trouble or "")


class Schema:
    """Whether the database has every migration of this code. Once it has, this process need not ask again."""

    complete = False

    def trouble(self) -> str:
        if self.complete:
            database_now()
            return ""
        executor = MigrationExecutor(connection)
        self.complete = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        return "" if self.complete else "Migrations are pending: run `manage.py migrate`."


schema = Schema()

urlpatterns = [path("healthz", healthz, name="healthz"), path("readyz", readyz, name="readyz")]
