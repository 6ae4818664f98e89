"""What happens to rebate studies."""

STUDY_CREATED = "planning.rebate_study.created"
STUDY_CHANGED = "planning.rebate_study.changed"
STUDY_REMOVED = "planning.rebate_study.removed"
STUDY_RETURNED = "planning.rebate_study.returned"
