"""The table of permissions is complete, the code agrees with it, and each role is answered accordingly."""

import pytest
from django.test import Client

from prm.people.models import Membership
from prm.people.permissions import ROLE_PERMISSIONS, Permission, Role
from tests.isolation.probes import aimed_at
from tests.isolation.routes import Route, tenant_routes
from tests.isolation.stage import MEMBERS, Stage
from tests.permissions import table
from tests.permissions.asked import EVERYBODY, Asked, everything_asked

ROUTES = tenant_routes()
# Allowed by role, and yet not there: the row itself says no. Each with its reason.
ROW_SAYS_NO = {
    "people:member-role": "nobody looks after those above them; see tests/people/test_members.py",
    "people:member-end": "as above",
    "people:invitation-send": "as above",
    "people:invitation-withdraw": "as above",
    "people:token-revoke": "a token is its owner's",
    "people:logo": "there is none yet",
    "web:saved-view-removal": "a view is its owner's",
}


def read(line: str) -> tuple[str, Asked]:
    name, _, rest = line.partition(" ")
    if "," not in rest and rest.split()[0] not in ("get", "post", "put", "patch", "delete"):
        return name, {"any": permissions(rest)}
    return name, dict(_by_method(part) for part in rest.split(","))


def _by_method(part: str) -> tuple[str, frozenset[Permission]]:
    method, _, names = part.strip().partition(" ")
    return method, permissions(names)


def permissions(names: str) -> frozenset[Permission]:
    return (
        EVERYBODY if names.strip() == "everybody" else frozenset(Permission(each.strip()) for each in names.split("|"))
    )


TABLE = dict(read(line) for line in (table.PAGES + table.API).splitlines() if line.strip())


def test_every_route_stands_in_the_table_and_the_code_agrees() -> None:
    assert everything_asked() == TABLE


def test_every_permission_opens_something() -> None:
    opened = {permission for asked in TABLE.values() for each in asked.values() for permission in each}
    assert set(Permission) - opened == set()


def test_every_role_has_permissions_and_a_sentence() -> None:
    assert set(ROLE_PERMISSIONS) == set(Role)
    assert all(role.sentence and role.label for role in Role)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
@pytest.mark.parametrize("who", MEMBERS)
def test_each_role_is_answered_as_the_table_says(stage: Stage, route: Route, who: str) -> None:
    member = getattr(stage.cast, who)
    assert isinstance(member, Membership)
    for method, needed in everything_of(route).items():
        may = not needed or bool(needed & member.permissions)
        status = answer(stage.clients[who], method, route.url("acme", **aimed_at(route, stage, "own")))
        assert status < 500, (method, status)
        if not may:
            assert status in (403, 404), (method, status)
        elif route.name not in ROW_SAYS_NO and "{pk}" not in route.path:
            assert status not in (401, 403), (method, status)


def everything_of(route: Route) -> Asked:
    return TABLE[route.name]


def answer(client: Client, method: str, url: str) -> int:
    """The status; pages are asked by GET, and those that only take POST by that."""
    if method != "any":
        return int(getattr(client, method)(url, data={}, content_type="application/json").status_code)
    status = client.get(url).status_code
    return client.post(url, {}).status_code if status == 405 else status
