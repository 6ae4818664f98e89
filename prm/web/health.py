"""Whether this process lives, and whether it can serve: for load balancers and container health checks."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import RedisError

from prm.events.tasks import LAST_SWEEP
from prm.tenancy.checks import privilege_of_login

JOBS_LATE_AFTER = timedelta(seconds=60)


@never_cache
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all; asks nobody else."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when a request could be served now, else 503 with the part that fails.

    Late jobs are told but do not make it 503: pages still work, and every web process would leave at once.
    """
    parts = {"database": _database(), "cache": _cache()}
    ready = all(state == "ok" for state in parts.values())
    jobs = _jobs(timezone.now()) if ready else "unknown"
    return JsonResponse({"ready": ready, **parts, "jobs": jobs}, status=200 if ready else 503)


def jobs_are_late(at: datetime) -> bool:
    """Whether beat and a worker together have not swept the outbox for a while."""
    swept_at = cache.get(LAST_SWEEP)
    return swept_at is None or at - swept_at > JOBS_LATE_AFTER


def _database() -> str:
    try:
        if privilege_of_login():
            return "the login is too powerful"
        executor = MigrationExecutor(connection)
        return "migrations are missing" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else "ok"
    except DatabaseError:
        return "does not answer"


def _cache() -> str:
    try:
        cache.get(LAST_SWEEP)
    except (RedisError, OSError):
        return "does not answer"
    return "ok"


def _jobs(at: datetime) -> str:
    return "late" if jobs_are_late(at) else "ok"
