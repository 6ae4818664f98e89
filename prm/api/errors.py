"""Every error in one shape: problem details (RFC 9457), with a pointer for each wrong field.

    {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": "...", "request_id": "...",
     "errors": [{"pointer": "#/email", "detail": "Enter a valid email address.", "code": "invalid"}]}

What went wrong half way is rolled back: an answer of 400 and above leaves nothing behind.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as ModelValidationError
from django.core.signals import got_request_exception
from django.db import IntegrityError
from django.http import Http404, HttpRequest
from rest_framework import exceptions
from rest_framework.response import Response

from prm.kernel.refusal import Refused

CONTENT_TYPE = "application/problem+json"
logger = logging.getLogger("django.request")


class Conflict(exceptions.APIException):
    """The request is fine, and cannot be carried out as things stand."""

    status_code = HTTPStatus.CONFLICT
    default_detail = "This cannot be done now."
    default_code = "conflict"


class TooLarge(exceptions.APIException):
    """The body is larger than the API reads."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_detail = "The body is too large. Send it in parts, or import a file."
    default_code = "too_large"


class Overtaken(Conflict):
    """A constraint of the database was broken by two at once; one alone is told before by its operation."""

    default_detail = "Somebody else changed this at the same time. Please try again."


_KNOWN: dict[type[Exception], Callable[[], exceptions.APIException]] = {
    Http404: exceptions.NotFound,
    PermissionDenied: exceptions.PermissionDenied,
    RequestDataTooBig: TooLarge,
    IntegrityError: Overtaken,
}


def problem_response(exception: Exception, context: Mapping[str, Any]) -> Response:
    """The answer to an exception in a view. Rolls the request's transaction back, whatever the status."""
    request: HttpRequest = context["request"]._request
    request.view_raised = True  # type: ignore[attr-defined]  # TenantMiddleware rolls back when it sees this
    known = _as_api_exception(exception)
    if known is None:
        logger.error("API error at %s", request.path, exc_info=exception)
        got_request_exception.send(sender=problem_response, request=request)
        known = exceptions.APIException("Something went wrong on our side. Nothing was changed.")
    response = Response(_problem(known, request), status=known.status_code, content_type=CONTENT_TYPE)
    for name, value in _headers(known):
        response.headers[name] = value
    return response


def _as_api_exception(exception: Exception) -> exceptions.APIException | None:
    match exception:
        case exceptions.APIException():
            return exception
        case ModelValidationError():
            return exceptions.ValidationError(_fields_of(exception))
        case Refused() if exception.field:
            return exceptions.ValidationError({exception.field: [str(exception)]}, code="refused")
        case Refused():
            return Conflict(str(exception))
    return next((make() for kind, make in _KNOWN.items() if isinstance(exception, kind)), None)


def _fields_of(error: ModelValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}


def _problem(exception: exceptions.APIException, request: HttpRequest) -> dict[str, Any]:
    status = HTTPStatus(exception.status_code)
    body: dict[str, Any] = {"type": "about:blank", "title": status.phrase, "status": status.value}
    if isinstance(exception, exceptions.ValidationError):
        body["detail"] = "Some of what was sent cannot be used."
        body["errors"] = list(_pointers(exception.get_full_details(), "#"))
    else:
        body["detail"] = str(exception.detail)
    body["request_id"] = getattr(request, "id", "")
    return body


def _pointers(details: Any, pointer: str) -> Iterator[dict[str, str]]:
    """Each message of a (nested) validation error, with the JSON pointer of what it is about."""
    if isinstance(details, Mapping) and set(details) == {"message", "code"}:
        yield {"pointer": pointer, "detail": str(details["message"]), "code": str(details["code"])}
    elif isinstance(details, Mapping):
        for field, inner in details.items():
            yield from _pointers(inner, pointer if field in ("__all__", "non_field_errors") else f"{pointer}/{field}")
    elif isinstance(details, Sequence):
        nested = any(not isinstance(each, Mapping) or set(each) != {"message", "code"} for each in details)
        for index, inner in enumerate(details):
            yield from _pointers(inner, f"{pointer}/{index}" if nested else pointer)


def _headers(exception: exceptions.APIException) -> Iterator[tuple[str, str]]:
    if challenge := getattr(exception, "auth_header", None):
        yield "WWW-Authenticate", challenge
    if wait := getattr(exception, "wait", None):
        yield "Retry-After", str(int(wait))
