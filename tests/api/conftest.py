"""Ways to call the API."""

import json
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from prm.people.credentials import TokenText
from prm.people.models import ApiToken, Membership
from prm.tenancy.scope import tenant_scope
from tests.cast import NOW, Cast


def issue(member: Membership) -> str:
    """A token of `member`, written as the member."""
    token = TokenText.fresh(member.pk)
    with tenant_scope(member.scope()), transaction.atomic():
        ApiToken.objects.create(
            membership=member, name="tests", prefix=token.prefix, secret_hash=token.hash, created_at=NOW
        )
    return str(token)


class Caller:
    """A program that holds a member's token and speaks JSON."""

    def __init__(self, member: Membership) -> None:
        self.root = f"/api/v1/{member.tenant.slug}/"
        self.http = Client(headers={"authorization": f"Bearer {issue(member)}"})

    def get(self, path: str, **query: Any) -> Any:
        return self.http.get(self.root + path, query)

    def send(self, method: str, path: str, body: Any = None) -> Any:
        return self.http.generic(method, self.root + path, _json(body), content_type="application/json")

    def post(self, path: str, body: Any = None) -> Any:
        return self.send("POST", path, body)

    def patch(self, path: str, body: Any) -> Any:
        return self.send("PATCH", path, body)

    def delete(self, path: str) -> Any:
        return self.send("DELETE", path)


def _json(body: Any) -> str:
    return "" if body is None else json.dumps(body, default=str)


@pytest.fixture
def api(cast: Cast) -> Any:
    """`api("bob")` is Bob's program."""
    return lambda name: Caller(getattr(cast, name))
