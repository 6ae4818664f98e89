"""How much one member may ask in a while. The count is told in headers on every answer."""

import time
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from prm.api.authentication import membership_of


@dataclass(frozen=True)
class RateLimit:
    """Where a member stands in the running window: `quota` requests in `window` seconds, which ends in `reset`."""

    quota: int
    window: int
    used: int
    reset: int

    @property
    def exceeded(self) -> bool:
        return self.used > self.quota

    def headers(self) -> dict[str, str]:
        """`RateLimit` and `RateLimit-Policy` as draft-ietf-httpapi-ratelimit-headers has them, quota "membership"."""
        remaining = max(0, self.quota - self.used)
        return {
            "RateLimit-Policy": f'"membership";q={self.quota};w={self.window}',
            "RateLimit": f'"membership";r={remaining};t={self.reset}',
        }


def count_request(key: str, *, quota: int, window: int, now: float) -> RateLimit:
    """Count one request under `key` in the fixed window that `now` lies in. Counting is atomic in the cache."""
    started = int(now // window)
    name = f"rate:{key}:{started}"
    cache.add(name, 0, timeout=window + 1)
    try:
        used = cache.incr(name)
    except ValueError:  # the window ended between the two lines
        used = 1
    return RateLimit(quota=quota, window=window, used=used, reset=max(1, int((started + 1) * window - now) + 1))


class MembershipThrottle(SimpleRateThrottle):
    """At most `API_RATE` requests for each member of each tenant. Strangers are turned away before they count."""

    scope = "membership"

    def allow_request(self, request: Request, view: Any) -> bool:
        membership = membership_of(request)
        quota, window = self.parse_rate(self.rate)
        if membership is None or quota is None or window is None:
            return True
        self.limit = count_request(str(membership.pk), quota=quota, window=int(window), now=time.time())
        request._request.rate_limit = self.limit  # type: ignore[attr-defined]
        return not self.limit.exceeded

    def wait(self) -> float:
        return float(self.limit.reset)
