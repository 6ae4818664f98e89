"""What happens to revenue goals."""

GOAL_CREATED = "planning.revenue_goal.created"
GOAL_CHANGED = "planning.revenue_goal.changed"
GOAL_REMOVED = "planning.revenue_goal.removed"
