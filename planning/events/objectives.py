"""What happens to the objectives of business plans."""

OBJECTIVE_ADDED = "planning.objective.added"
OBJECTIVE_CHANGED = "planning.objective.changed"
OBJECTIVE_REMOVED = "planning.objective.removed"
RESULT_ENTERED = "planning.objective.result_entered"
