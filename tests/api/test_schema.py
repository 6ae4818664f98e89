"""The API describes itself, to programs and to people."""

from typing import Any

from django.core.management import call_command
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

PLANNING = {
    "business-plans",
    "business-plan-lines",
    "business-plan-people",
    "business-plan-costs",
    "business-plan-terms",
    "business-plan-cases",
    "plan-objectives",
    "marketing-plans",
    "marketing-goals",
    "tactics",
    "tactic-types",
    "revenue-goals",
    "rebate-studies",
}


def test_the_schema_is_valid_and_draws_no_warning() -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null")


def test_the_schema_needs_no_account(db: None) -> None:
    response = Client().get("/api/v1/schema/", headers={"accept": "application/json"})
    assert response.status_code == 200
    assert "/api/v1/{tenant}/me/" in response.json()["paths"]


def test_only_the_docs_loosen_the_content_policy(db: None) -> None:
    docs = Client().get("/api/v1/docs/")
    assert docs.status_code == 200
    assert "style-src 'self' 'unsafe-inline'" in docs.headers["Content-Security-Policy"]
    assert "script-src" not in docs.headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in Client().get("/api/v1/schema/").headers["Content-Security-Policy"]


def test_the_docs_start_from_a_script_of_their_own(db: None) -> None:
    script = Client().get("/api/v1/docs/?script=")
    assert script.headers["Content-Type"].startswith("application/javascript")
    assert b"/api/v1/schema/" in script.content


def test_every_figure_of_planning_says_what_it_is() -> None:
    """Unit, sign and day of an amount or a count cannot be guessed from its name."""
    schema: Any = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    reached: set[str] = set()
    for path, item in schema["paths"].items():
        if path.removeprefix("/api/v1/{tenant}/").split("/")[0] in PLANNING:
            _reach(item, schema, reached)
    assert len(reached) > 30
    silent = [
        f"{name}.{field}"
        for name in sorted(reached)
        for field, kind in schema["components"]["schemas"][name].get("properties", {}).items()
        if _is_figure(kind) and not kind.get("description")
    ]
    assert silent == []


def _reach(part: Any, schema: Any, found: set[str]) -> None:
    """Names of all components that a part of the schema refers to."""
    if isinstance(part, dict):
        name = str(part.get("$ref", "")).rpartition("/")[2]
        if name and name not in found:
            found.add(name)
            _reach(schema["components"]["schemas"][name], schema, found)
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            _reach(each, schema, found)


def _is_figure(kind: dict[str, Any]) -> bool:
    return kind.get("type") in ("number", "integer") or kind.get("format") == "decimal"
