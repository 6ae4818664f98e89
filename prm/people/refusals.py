"""What the database refuses is, for who asked, not there."""

import logging

from django.core.handlers.exception import response_for_exception
from django.db import ProgrammingError
from django.http import Http404, HttpRequest, HttpResponse

logger = logging.getLogger(__name__)
# SQLSTATE 42501: row security or a missing grant. Both psycopg 2 (pgcode) and 3 (sqlstate) carry it.
_INSUFFICIENT_PRIVILEGE = "42501"


def stopped_by_the_wall(error: Exception) -> bool:
    """True when the database refused because of who asks, and not because of what was asked."""
    cause = error.__cause__
    state = getattr(cause, "pgcode", None) or getattr(cause, "sqlstate", None)
    return isinstance(error, ProgrammingError) and state == _INSUFFICIENT_PRIVILEGE


def not_there(request: HttpRequest, error: Exception) -> HttpResponse:
    """The usual 404 for a request that the database refused. Logged: a rule in front of it is missing."""
    logger.error("The database refused %s %s: %s", request.method, request.path, error)
    response: HttpResponse = response_for_exception(request, Http404())
    return response
