"""What happens between the two sides of a business plan."""

PLAN_SHARED = "planning.plan.shared"
PLAN_ACCEPTED = "planning.plan.accepted"
PLAN_REOPENED = "planning.plan.reopened"
PLAN_ACTIVATED = "planning.plan.activated"
PLAN_AMENDED = "planning.plan.amended"
PLAN_CLOSED = "planning.plan.closed"
COSTS_SHARED = "planning.plan.costs_shared"
