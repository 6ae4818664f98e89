"""Every URL, from everybody: nothing of others shows, changes, or answers differently from what never existed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponseBase
from django.test import Client

from tests.factories import OWNED_BY_MEMBER
from tests.isolation.answers import text_of, without_ids, words_in
from tests.isolation.probes import PLATFORM, WORDS, aimed_at, aimed_past_own_partner, model_of, objects_of
from tests.isolation.routes import Route, all_routes, tenant_routes
from tests.isolation.stage import FORBIDDEN, Stage

METHODS = ("get", "post", "put", "patch", "delete")
READERS = ("alice", "bob", "priya")
ROUTES = tenant_routes()
each_route = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)


@dataclass(frozen=True)
class Answer:
    """What came back, comparable: without ids, nonces and tokens."""

    status: int
    text: str
    location: str
    is_document: bool = False


def ask(client: Client, method: str, url: str, *, data: dict[str, str] | None = None) -> Answer:
    """One request, its writes taken back; what only the commit would refuse counts as refused."""
    with transaction.atomic():
        response: HttpResponseBase = getattr(client, method)(url, data=data or {}, content_type=_type(url, method))
        answer = Answer(
            response.status_code, text_of(response), response.headers.get("Location", ""), _is_document(response)
        )
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except DatabaseError:
            answer = Answer(404, "", "")
        transaction.set_rollback(True)
    return answer


def _is_document(response: HttpResponseBase) -> bool:
    """A page set or a deck, which the URL alone decides; tables as CSV and spreadsheets follow the search."""
    return response.headers.get("Content-Type", "").endswith(("/pdf", ".presentation"))


def _type(url: str, method: str) -> str:
    if method == "post" and not url.startswith("/api/"):
        return "multipart/form-data; boundary=BoUnDaRyStRiNg"
    return "application/json"


def comparable(answer: Answer) -> tuple[int, str]:
    return answer.status, without_ids(answer.text) + without_ids(answer.location)


def test_every_route_can_be_probed() -> None:
    unknown = []
    for route in ROUTES:
        for kwarg in route.kwargs:
            try:
                model_of(route, kwarg)
            except KeyError as missing:
                unknown.append(f"{route.path}: {missing}")
    assert unknown == [], "name the row that the keyword argument stands for in tests/isolation/probes.py"


def test_every_route_outside_the_tenants_is_accounted_for() -> None:
    outside = [route for route in all_routes() if not route.is_of_tenant]
    assert [route.path for route in outside if not _is_listed(route)] == []


def _is_listed(route: Route) -> bool:
    return route.path in PLATFORM or any(start and route.path.startswith(start) for start in PLATFORM)


@each_route
def test_a_row_out_of_reach_answers_like_one_that_never_was(stage: Stage, route: Route) -> None:
    if not objects_of(route):
        return
    for reader in READERS:
        for method in methods_of(route):
            ghosts: dict[bool, tuple[int, str]] = {}
            for values in targets(route, stage, reader):
                is_nested = values.get("partner_id", values.get("partner")) == stage.cast.polaris.pk
                if is_nested not in ghosts:
                    ghosts[is_nested] = comparable(seen(stage, reader, method, route, ghost_of(values, stage)))
                answer = comparable(seen(stage, reader, method, route, values))
                assert answer == ghosts[is_nested], (reader, method, "tells a foreign row from one that never was")
                assert answer[0] in (403, 404, 405) or (method != "get" and answer[0] < 500), (reader, method, answer)


def methods_of(route: Route) -> tuple[str, ...]:
    """Pages know two methods; of the API those that the route answers, and one that stands for all it refuses."""
    if not route.is_api:
        return ("get", "post")
    answered = _answered(route.view)
    refused = [method for method in METHODS if method not in answered]
    return (*answered, *refused[:1])


def _answered(view: Any) -> list[str]:
    actions = getattr(view, "actions", None)
    return [method for method in METHODS if (method in actions if actions else hasattr(view.cls, method))]


def seen(stage: Stage, reader: str, method: str, route: Route, values: dict[str, object]) -> Answer:
    return ask(stage.clients[reader], method, route.url("acme", **values), data=evil(stage))


def ghost_of(values: dict[str, object], stage: Stage) -> dict[str, object]:
    """The same with ids that no row has, behind the same own partner."""
    own = stage.cast.polaris.pk
    return {k: uuid4() if isinstance(value, UUID) and value != own else value for k, value in values.items()}


def targets(route: Route, stage: Stage, reader: str) -> list[dict[str, object]]:
    """Values that aim at rows out of the reader's reach: another tenant's, a sibling's, both behind an own partner."""
    homes = ["foreign"]
    models = list(objects_of(route).values())
    is_owned = any(model._meta.label in OWNED_BY_MEMBER for model in models)
    has_partner = any(model._meta.label == "partners.Partner" or _has_partner(model) for model in models)
    if is_owned or (has_partner and reader != "alice"):
        homes.append("sibling")
    nested = [aimed_past_own_partner(route, stage, home) for home in homes]
    return [aimed_at(route, stage, home) for home in homes] + [values for values in nested if values]


def _has_partner(model: type) -> bool:
    return any(field.attname == "partner_id" for field in model._meta.concrete_fields)  # type: ignore[attr-defined]


def evil(stage: Stage) -> dict[str, str]:
    """A body that points to another tenant under every name that a form may use."""
    cast = stage.cast
    partner, member = str(cast.zenith.pk), str(cast.gita.pk)
    return {
        "name": "Evil",
        "display_name": "Evil",
        "email": "evil@example.com",
        "tenant": str(cast.globex.pk),
        "partner": partner,
        "partner_id": partner,
        "parent": partner,
        "cam": member,
        "membership": member,
        "role": "member",
        "start_date": "2026-01-01",
        "end_date": "2026-12-31",
        "amount": "1",
        "days": "7",
        "until": "2026-12-31",
        "until_date": "2026-12-31",
        "snoozed_until_date": "2026-12-31",
        "note": "Evil",
        "reason": "Evil",
        "rule": "even",
    }


@each_route
def test_nothing_of_others_is_shown(stage: Stage, route: Route) -> None:
    own = aimed_at(route, stage, "own")
    for name, tenant in (("charlie", "globex"), ("alice", "acme"), ("dana", "acme")):
        home = "foreign" if tenant == "globex" else "own"
        ask(stage.clients[name], "get", route.url(tenant, **aimed_at(route, stage, home)))
    for reader in READERS:
        for query in ("", "?q=a", "?q=CANARY"):
            answer = ask(stage.clients[reader], "get", route.url("acme", **own) + query)
            assert answer.status < 500, (reader, query)
            shown = words_in(answer.text, FORBIDDEN[reader])
            assert shown == [], (reader, query)
            if answer.is_document:
                break  # slow to draw, and nothing to search in


@each_route
def test_no_request_changes_a_row_beyond_its_reach(stage: Stage, route: Route) -> None:
    before = stage.beyond_reach()
    for reader in READERS:
        for home in ("own", "foreign"):
            for method in methods_of(route):
                if method == "get":
                    continue
                url = route.url("acme", **aimed_at(route, stage, home))
                send = getattr(stage.clients[reader], method)
                status = send(url, data=evil(stage), content_type=_type(url, method)).status_code
                assert status < 500, (reader, method, home)
    assert stage.beyond_reach() == before


@each_route
@pytest.mark.parametrize("who", ["charlie", None], ids=["of another tenant", "nobody signed in"])
def test_a_tenant_one_is_not_in_answers_like_one_that_is_not_there(stage: Stage, route: Route, who: str | None) -> None:
    client = stage.clients[who] if who else Client(raise_request_exception=False)
    values = aimed_at(route, stage, "own")
    for method in methods_of(route):
        there, nowhere = (ask(client, method, route.url(slug, **values)) for slug in ("acme", "nowhere"))
        status, text = comparable(nowhere)
        assert comparable(there) == (status, text.replace("nowhere", "acme")), method
        assert there.status in (401, 404) or "/accounts/login/" in there.location, (method, there.status)


def test_words_of_routes_are_the_only_other_arguments() -> None:
    used = {kwarg for route in ROUTES for kwarg in route.kwargs}
    assert set(WORDS) <= used
