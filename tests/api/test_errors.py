"""One shape for every error, and nothing left behind by a request that failed."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError as ModelValidationError
from django.test import RequestFactory
from django.urls import path
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from partners.models import Partner
from prm.api.errors import problem_response
from prm.kernel.refusal import Refused
from prm.people.permissions import Permission
from prm.tenancy.scope import in_tenant
from tests.cast import Cast, make_partner


def answer(exception: Exception) -> Any:
    return problem_response(exception, {"request": Request(RequestFactory().get("/api/"))})


class Line(serializers.Serializer[Any]):
    amount = serializers.DecimalField(max_digits=5, decimal_places=2)


class Order(serializers.Serializer[Any]):
    email = serializers.EmailField()
    lines = Line(many=True)


def test_each_wrong_field_has_a_json_pointer() -> None:
    order = Order(data={"email": "x", "lines": [{"amount": "1.00"}, {"amount": "much"}]})
    with pytest.raises(exceptions.ValidationError) as caught:
        order.is_valid(raise_exception=True)
    assert answer(caught.value).data["errors"] == [
        {"pointer": "#/email", "detail": "Enter a valid email address.", "code": "invalid"},
        {"pointer": "#/lines/1/amount", "detail": "A valid number is required.", "code": "invalid"},
    ]


@pytest.mark.parametrize(
    ("exception", "status", "pointers"),
    [
        (exceptions.NotFound(), 404, None),
        (exceptions.PermissionDenied(), 403, None),
        (Refused("Not today."), 409, None),
        (Refused("Too late.", field="start_date"), 400, ["#/start_date"]),
        (ModelValidationError({"name": ["Taken."]}), 400, ["#/name"]),
        (ModelValidationError("Days overlap."), 400, ["#"]),
    ],
)
def test_every_kind_of_error_is_a_problem(exception: Exception, status: int, pointers: list[str] | None) -> None:
    response = answer(exception)
    assert (response.status_code, response.content_type) == (status, "application/problem+json")
    assert {"type", "title", "status", "detail", "request_id"} <= set(response.data)
    assert [error["pointer"] for error in response.data.get("errors", ())] == (pointers or [])


def test_an_unforeseen_error_tells_nothing_of_the_inside() -> None:
    response = answer(KeyError("secret column"))
    assert response.status_code == 500
    assert "secret" not in str(response.data)


class HalfWritten(APIView):
    required_permission = Permission.PARTNER_VIEW

    def post(self, request: Request, tenant: str) -> Response:
        make_partner("Half")
        raise Refused("No.")


urlpatterns = [path("api/v1/<slug:tenant>/half/", HalfWritten.as_view())]


@pytest.mark.urls(__name__)
def test_an_error_takes_back_what_was_half_written(cast: Cast, api: Any) -> None:
    assert api("olga").post("half/").status_code == 409
    with in_tenant(cast.acme.pk):
        assert not Partner.objects.filter(name="Half").exists()


def test_an_unknown_route_is_a_problem_too(cast: Cast) -> None:
    for url in ("/api/v1/acme/nothing/", "/api/v2/", "/api/"):
        response = cast.client(cast.bob).get(url)
        assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ("[]", 400),
        ('"text"', 400),
        ('{"name": NaN}', 400),
        ("[" * 100_000, 400),
        ('{"name": "' + "x" * 3_000_000 + '"}', 413),
        ('{"name": "a\\u0000b"}', 400),
        ('{"employees": 99999999999999}', 400),
    ],
)
def test_a_body_that_cannot_be_read_is_the_callers_error(api: Any, body: str, status: int) -> None:
    olga = api("olga")
    response = olga.http.post(f"{olga.root}partners/", body, content_type="application/json")
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")


@pytest.mark.parametrize("query", ["q=%00", "tier=%00", "cursor=x", "cursor=cD1ub3BlJm89MQ==", "page_size=-1"])
def test_a_query_that_makes_no_sense_breaks_nothing(api: Any, query: str) -> None:
    olga = api("olga")
    assert olga.http.get(f"{olga.root}partners/?{query}").status_code in (200, 400, 404)
