"""Limits are counted for each member, and told."""

from typing import Any

import pytest

from prm.api.throttles import MembershipThrottle, RateLimit, count_request


def test_every_answer_tells_what_is_left(api: Any) -> None:
    response = api("bob").get("me/")
    assert response.headers["RateLimit-Policy"] == '"membership";q=600;w=60'
    assert response.headers["RateLimit"].startswith('"membership";r=599;t=')


def test_beyond_the_limit_the_answer_says_when_to_come_back(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MembershipThrottle, "rate", "2/hour", raising=False)
    bob, alice = api("bob"), api("alice")
    answers = [bob.get("me/") for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert 0 < int(answers[2].headers["Retry-After"]) <= 3601
    assert answers[2].headers["RateLimit"].startswith('"membership";r=0;t=')
    assert answers[2].json()["title"] == "Too Many Requests"
    assert alice.get("me/").status_code == 200


def test_a_new_window_starts_from_zero(db: None) -> None:
    first = [count_request("x", quota=1, window=60, now=moment) for moment in (30.0, 31.0, 60.0)]
    assert first == [RateLimit(1, 60, 1, 31), RateLimit(1, 60, 2, 30), RateLimit(1, 60, 1, 61)]
    assert [each.exceeded for each in first] == [False, True, False]
