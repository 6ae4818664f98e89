"""What happens to targets and quotas, by name."""

TARGET_SET = "scorecards.target.set"
TARGET_REMOVED = "scorecards.target.removed"
QUOTA_SET = "scorecards.quota.set"
QUOTA_ALLOTTED = "scorecards.quota.allotted"
