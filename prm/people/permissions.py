"""What a person may do, as one enum; and which role may do what, as one table."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing that a role may or may not do. Whether it can be done *now* is decided by the operation."""

    PARTNER_VIEW = "partner.view"
    PARTNER_CREATE = "partner.create"
    PARTNER_EDIT = "partner.edit"
    PARTNER_ASSIGN = "partner.assign"
    PROFILE_EDIT = "profile.edit"
    CONTACT_EDIT = "contact.edit"
    HISTORY_VIEW = "history.view"
    CUSTOM_FIELD_EDIT = "custom_field.edit"
    BOOKING_VIEW = "booking.view"
    TARGET_VIEW = "target.view"
    TARGET_EDIT = "target.edit"
    QUOTA_VIEW = "quota.view"
    QUOTA_EDIT = "quota.edit"
    SCORECARD_VIEW = "scorecard.view"
    METRIC_EDIT = "metric.edit"
    METRIC_ENTER = "metric.enter"
    RANK_VIEW = "rank.view"
    DEAL_VIEW = "deal.view"
    DEAL_EDIT = "deal.edit"
    ENABLEMENT_VIEW = "enablement.view"
    ENABLEMENT_EDIT = "enablement.edit"
    ACTION_VIEW = "action.view"
    ACTION_EDIT = "action.edit"
    QUESTION_SET_EDIT = "question_set.edit"
    ASSESSMENT_VIEW = "assessment.view"
    ASSESSMENT_ANSWER = "assessment.answer"
    ASSESSMENT_MANAGE = "assessment.manage"
    PEER_VIEW = "peer.view"
    PEER_MANAGE = "peer.manage"
    TIER_VIEW = "tier.view"
    TIER_EDIT = "tier.edit"
    TIER_DECIDE = "tier.decide"
    STAGE_CONFIRM = "stage.confirm"
    LEAD_VIEW = "lead.view"
    LEAD_EDIT = "lead.edit"
    PLAN_VIEW = "plan.view"
    PLAN_EDIT = "plan.edit"
    PLAN_COST_EDIT = "plan.cost_edit"
    PLAN_ACCEPT = "plan.accept"
    PLAN_APPROVE = "plan.approve"
    PLAN_TEMPLATE_EDIT = "plan.template_edit"
    MARKETING_VIEW = "marketing.view"
    MARKETING_EDIT = "marketing.edit"
    MARKETING_APPROVE = "marketing.approve"
    TACTIC_TYPE_EDIT = "tactic_type.edit"
    REVENUE_GOAL_VIEW = "revenue_goal.view"
    REVENUE_GOAL_EDIT = "revenue_goal.edit"
    REBATE_VIEW = "rebate.view"
    REBATE_EDIT = "rebate.edit"
    QBR_VIEW = "qbr.view"
    QBR_BUILD = "qbr.build"
    ALERT_VIEW = "alert.view"
    ALERT_HANDLE = "alert.handle"
    ROLLUP_VIEW = "rollup.view"
    IMPORT_RUN = "import.run"
    PEOPLE_VIEW = "people.view"
    PEOPLE_MANAGE = "people.manage"
    COLLEAGUES_MANAGE = "colleagues.manage"
    SETTINGS_EDIT = "settings.edit"
    TOKEN_MANAGE = "token.manage"  # noqa: S105  a name, not a secret


class Role(StrEnum):
    """What a membership makes of a person inside one tenant."""

    CHIEF = "chief"
    CAM = "cam"
    MARKETING = "marketing"
    OPERATIONS = "operations"
    CHAMPION = "champion"
    MEMBER = "member"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def sentence(self) -> str:
        """What the role may do, in words for the person who hands it out."""
        return _SENTENCES[self]

    @property
    def is_partner(self) -> bool:
        """True for people of a partner, who see that one partner only."""
        return self in (Role.CHAMPION, Role.MEMBER)


_LABELS = {
    Role.CHIEF: "Channel chief",
    Role.CAM: "Channel account manager",
    Role.MARKETING: "Channel marketing",
    Role.OPERATIONS: "Channel operations",
    Role.CHAMPION: "Partner champion",
    Role.MEMBER: "Partner member",
}
_SENTENCES = {
    Role.CHIEF: "Sees every partner and roll-up, and decides about people and settings.",
    Role.CAM: "Works with the partners assigned to them, and sees no others.",
    Role.MARKETING: "Sees every partner; edits marketing plans and funds.",
    Role.OPERATIONS: "Imports data, and keeps partners, targets and settings in order.",
    Role.CHAMPION: "Sees their own company, edits its profile and contacts, and invites its people.",
    Role.MEMBER: "Sees their own company.",
}

_EVERYBODY = {
    Permission.PARTNER_VIEW,
    Permission.BOOKING_VIEW,
    Permission.TARGET_VIEW,
    Permission.SCORECARD_VIEW,
    Permission.DEAL_VIEW,
    Permission.ENABLEMENT_VIEW,
    Permission.ACTION_VIEW,
    Permission.ASSESSMENT_VIEW,
    Permission.PEER_VIEW,
    Permission.TIER_VIEW,
    Permission.LEAD_VIEW,
    Permission.PLAN_VIEW,
    Permission.MARKETING_VIEW,
    Permission.QBR_VIEW,
    Permission.TOKEN_MANAGE,
}
_PARTNER = _EVERYBODY | {Permission.ACTION_EDIT, Permission.ASSESSMENT_ANSWER, Permission.LEAD_EDIT}
_STAFF = _EVERYBODY | {
    Permission.HISTORY_VIEW,
    Permission.PEOPLE_VIEW,
    Permission.QUOTA_VIEW,
    Permission.ALERT_VIEW,
    Permission.RANK_VIEW,
}
# What whoever looks after a partner does for it: CAMs for their own, the chief and operations for every one.
_CARE = {
    Permission.DEAL_EDIT,
    Permission.ENABLEMENT_EDIT,
    Permission.ACTION_EDIT,
    Permission.ASSESSMENT_ANSWER,
    Permission.ASSESSMENT_MANAGE,
    Permission.METRIC_ENTER,
    Permission.STAGE_CONFIRM,
    Permission.LEAD_EDIT,
    Permission.PLAN_EDIT,
    Permission.PLAN_COST_EDIT,
    Permission.PLAN_APPROVE,
    Permission.MARKETING_EDIT,
}
_MARKETING = {
    Permission.ROLLUP_VIEW,
    Permission.LEAD_EDIT,
    Permission.MARKETING_EDIT,
    Permission.MARKETING_APPROVE,
    Permission.TACTIC_TYPE_EDIT,
    Permission.REVENUE_GOAL_VIEW,
    Permission.REVENUE_GOAL_EDIT,
    Permission.REBATE_VIEW,
    Permission.REBATE_EDIT,
}
_OPERATIONS = (_STAFF | _CARE | _MARKETING) | {
    Permission.PLAN_TEMPLATE_EDIT,
    Permission.METRIC_EDIT,
    Permission.QUESTION_SET_EDIT,
    Permission.PEER_MANAGE,
    Permission.TIER_EDIT,
    Permission.TIER_DECIDE,
    Permission.PARTNER_CREATE,
    Permission.PARTNER_EDIT,
    Permission.PARTNER_ASSIGN,
    Permission.CONTACT_EDIT,
    Permission.CUSTOM_FIELD_EDIT,
    Permission.TARGET_EDIT,
    Permission.QUOTA_EDIT,
    Permission.QBR_BUILD,
    Permission.ALERT_HANDLE,
    Permission.IMPORT_RUN,
    Permission.SETTINGS_EDIT,
}
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CHIEF: frozenset(_OPERATIONS | {Permission.PEOPLE_MANAGE}),
    Role.OPERATIONS: frozenset(_OPERATIONS | {Permission.PEOPLE_MANAGE}),
    Role.MARKETING: frozenset(_STAFF | _MARKETING),
    Role.CAM: frozenset(
        _STAFF
        | _CARE
        | {Permission.PARTNER_EDIT, Permission.CONTACT_EDIT, Permission.TARGET_EDIT}
        | {Permission.QBR_BUILD, Permission.ALERT_HANDLE}
    ),
    Role.CHAMPION: frozenset(
        _PARTNER
        | {Permission.PROFILE_EDIT, Permission.CONTACT_EDIT, Permission.COLLEAGUES_MANAGE}
        | {Permission.PLAN_EDIT, Permission.PLAN_COST_EDIT, Permission.PLAN_ACCEPT, Permission.MARKETING_EDIT}
    ),
    Role.MEMBER: frozenset(_PARTNER),
}
