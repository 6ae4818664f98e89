"""What happens to revenue goals."""

GOAL_CREATED = "planning.revenue_goal.created"
GOAL_CHANGED = "planning.revenue_goal.changed"
GOAL_REMOVED = "planning.revenue_goal.removed"
GOAL_RETURNED = "planning.revenue_goal.returned"
SEGMENT_REMOVED = "planning.revenue_segment.removed"
SEGMENT_RETURNED = "planning.revenue_segment.returned"
