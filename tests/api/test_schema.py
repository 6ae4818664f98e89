"""The API describes itself, to programs and to people."""

from django.core.management import call_command
from django.test import Client


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
