"""From a URL to a member of a tenant, inside one transaction."""

import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone

from prm.people import queries
from prm.people.models import Membership, User
from prm.people.refusals import not_there, stopped_by_the_wall
from prm.tenancy.scope import tenant_scope

_PAGE = re.compile(r"^/t/(?P<slug>[-\w]+)/")
_API = re.compile(r"^/api/v1/(?P<slug>[-\w]+)/")
# Under /api/v1/ but nobody's: the schema and its browsable pages hold no data.
API_WITHOUT_TENANT = {"schema", "docs"}


class TenantMiddleware:
    """Steps, for a URL under `/t/<slug>/` or `/api/v1/<slug>/`:

    1. who asks: the session's user, or for the API the bearer of a token;
    2. their membership in the tenant that the slug names, which is the only place a tenant is ever taken from;
    3. that membership's scope, the tenant's time zone, and within them one transaction;
    4. the view, and the rendering of its template, inside that transaction;
    5. roll back when the answer is an error of ours (5xx) or an exception became a response.

    Somebody without a membership gets what an unknown slug gets: 404. Other URLs pass through untouched.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        page, api = _PAGE.match(request.path_info), _API.match(request.path_info)
        if page:
            return self._enter_page(request, page["slug"])
        if api and api["slug"] not in API_WITHOUT_TENANT:
            return self._enter_api(request, api["slug"])
        return self.get_response(request)

    def _enter_page(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        memberships = queries.memberships_of(request.user)
        membership = next((each for each in memberships if each.tenant.slug == slug), None)
        if membership is None:
            request.tenant_error = Http404()  # type: ignore[attr-defined]
            return self.get_response(request)
        request.memberships = memberships  # type: ignore[attr-defined]
        return self._run(request, membership)

    def _enter_api(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        membership = queries.bearer_of(request.headers.get("Authorization", ""), slug=slug)
        if membership is None and isinstance(request.user, User):
            memberships = queries.memberships_of(request.user)
            membership = next((each for each in memberships if each.tenant.slug == slug), None)
            request.by_session = True  # type: ignore[attr-defined]
        if membership is None:
            return self.get_response(request)
        return self._run(request, membership)

    def _run(self, request: HttpRequest, membership: Membership) -> HttpResponseBase:
        try:
            return self._inside(request, membership)
        except IntegrityError as error:
            # At the commit: something points to a row that is not in this tenant, or is gone by now.
            return not_there(request, error)

    def _inside(self, request: HttpRequest, membership: Membership) -> HttpResponseBase:
        request.membership = membership  # type: ignore[attr-defined]
        request.tenant = membership.tenant  # type: ignore[attr-defined]
        here = timezone.override(ZoneInfo(membership.tenant.time_zone))
        with here, tenant_scope(membership.scope()), transaction.atomic():
            response = self.get_response(request)
            if isinstance(response, TemplateResponse) and not response.is_rendered:
                response.render()
            if response.status_code >= 500 or getattr(request, "view_raised", False):
                transaction.set_rollback(True)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        error = getattr(request, "tenant_error", None)
        if error is not None:
            raise error
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        request.view_raised = True  # type: ignore[attr-defined]
        return not_there(request, exception) if stopped_by_the_wall(exception) else None
