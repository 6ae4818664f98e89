"""What to fill into a URL to aim at somebody's rows.

A new route needs nothing here when its keyword arguments are known; a new keyword argument needs one line. A route that
cannot be filled in fails `test_walk.test_every_route_can_be_probed`.
"""

from django.apps import apps

from partners.models import Partner
from prm.tenancy.models import TenantModel
from tests.isolation.routes import Route
from tests.isolation.stage import Stage

# Keyword arguments that name a row, and the model of that row.
OBJECTS = {
    "partner_id": "partners.Partner",
    "partner": "partners.Partner",
    "member_id": "people.Membership",
    "token_id": "people.ApiToken",
    "view_id": "web.SavedView",
    "file_id": "documents.StoredFile",
    "batch_id": "imports.ImportBatch",
    "certificate_id": "enablement.Certificate",
    "certification_id": "enablement.Certification",
    "requirement_id": "enablement.CertificateRequirement",
    "template_id": "enablement.TaskTemplate",
    "task_id": "enablement.RequiredTask",
    "contact_id": "partners.Contact",
    "action_id": "partners.Action",
    "assignment_id": "partners.CamAssignment",
    "field_id": "partners.CustomField",
    "target_id": "scorecards.Target",
    "quota_id": "scorecards.Quota",
    "saved_id": "scorecards.TargetBatch",
    "topic_id": "scorecards.Topic",
    "category_id": "scorecards.Category",
    "version_id": "scorecards.QuestionSetVersion",
    "question_set_id": "scorecards.QuestionSet",
    "question_set": "scorecards.QuestionSet",
    "metric_id": "scorecards.Metric",
    "value_id": "scorecards.MetricValue",
    "goal_id": "scorecards.Goal",
    "question_id": "scorecards.Question",
    "assessment_id": "scorecards.Assessment",
    "assessment": "scorecards.Assessment",
    "review_id": "qbr.Qbr",
    "bundle_id": "scorecards.ScorecardBundle",
    "alert_id": "cadence.QuietAlert",
    "program_id": "programs.Program",
    "program_version_id": "programs.ProgramVersion",
    "tier_review_id": "programs.TierReview",
    "exception_id": "programs.TierException",
    "deal_id": "sales.Deal",
    "plan_id": "planning.BusinessPlan",
    "row_id": "planning.PlanLine",
    "removed_id": "planning.RemovedLine",
    "removed_part_id": "planning.RemovedPart",
    "removed_work_id": "planning.RemovedWork",
    "marketing_plan_id": "planning.MarketingPlan",
    "marketing_goal_id": "planning.MarketingGoal",
    "tactic_id": "planning.Tactic",
    "tactic_type_id": "planning.TacticType",
    "objective_id": "planning.PlanObjective",
    "revenue_goal_id": "planning.RevenueGoal",
    "revenue_segment_id": "planning.RevenueSegment",
    "study_id": "planning.RebateStudy",
    "stage_id": "sales.DealStage",
    "lead_id": "sales.Lead",
    "campaign_id": "sales.Campaign",
}
# The API says `pk`; the word before it says of what.
API_OBJECTS = {
    "partners": "partners.Partner",
    "certificates": "enablement.Certificate",
    "certifications": "enablement.Certification",
    "certificate-requirements": "enablement.CertificateRequirement",
    "required-tasks": "enablement.RequiredTask",
    "contacts": "partners.Contact",
    "actions": "partners.Action",
    "assignments": "partners.CamAssignment",
    "business-mixes": "partners.BusinessMix",
    "partner-fields": "partners.CustomField",
    "products": "sales.Product",
    "bookings": "sales.Booking",
    "deals": "sales.Deal",
    "business-plans": "planning.BusinessPlan",
    "business-plan-lines": "planning.PlanLine",
    "business-plan-people": "planning.PlanPerson",
    "business-plan-costs": "planning.PlanCost",
    "business-plan-terms": "planning.PlanMoney",
    "business-plan-cases": "planning.PlanScenario",
    "marketing-plans": "planning.MarketingPlan",
    "marketing-goals": "planning.MarketingGoal",
    "tactics": "planning.Tactic",
    "tactic-types": "planning.TacticType",
    "plan-objectives": "planning.PlanObjective",
    "revenue-goals": "planning.RevenueGoal",
    "rebate-studies": "planning.RebateStudy",
    "customers": "sales.Customer",
    "deal-stages": "sales.DealStage",
    "leads": "sales.Lead",
    "campaigns": "sales.Campaign",
    "targets": "scorecards.Target",
    "quotas": "scorecards.Quota",
    "question-sets": "scorecards.QuestionSet",
    "versions": "scorecards.QuestionSetVersion",
    "goals": "scorecards.Goal",
    "assessments": "scorecards.Assessment",
    "answers": "scorecards.Question",
    "metrics": "scorecards.Metric",
    "metric-values": "scorecards.MetricValue",
    "qbrs": "qbr.Qbr",
    "alerts": "cadence.QuietAlert",
    "programs": "programs.Program",
    "tiers": "programs.PartnerTier",
    "tier-reviews": "programs.TierReview",
    "stage-changes": "programs.StageChange",
    "imports": "imports.ImportBatch",
    "import-batches": "imports.ImportBatch",
    "batches": "imports.ImportBatch",
}
# Keyword arguments that choose among fixed words and name no row.
WORDS = {
    "version": "1",
    "number": "1",
    "what": "cam",
    "kind": "csv",
    "case": "base",
    "row_kind": "lines",
    "field": "price",
    "key": "resale",
}
# Routes outside every tenant, by how they begin, and why they need no probe of a tenant's rows.
PLATFORM = {
    "livez": "health of the process",
    "readyz": "health of the services",
    "": "choice of one's own tenants",
    "theme/": "a cookie",
    "gallery/": "components with made-up data",
    "accounts/": "django-allauth: one's own account",
    "invitations/": "opened by a secret; tests/people/test_invitations.py",
    "operator/": "the operator's accounts; tests/people/test_operator.py",
    "api/": "schema, its pages, and the 404 of the API",
}


def model_of(route: Route, kwarg: str) -> type[TenantModel] | None:
    """The model of the row that the keyword argument names; None for a word. Raises KeyError for an unknown one."""
    if kwarg in WORDS:
        return None
    if kwarg == "pk":
        before = route.path.split("/{pk}")[0].rsplit("/", 1)[-1]
        return _model(API_OBJECTS[before])
    return _model(OBJECTS[kwarg])


def _model(label: str) -> type[TenantModel]:
    model = apps.get_model(label)
    assert issubclass(model, TenantModel)
    return model


def objects_of(route: Route) -> dict[str, type[TenantModel]]:
    """The keyword arguments of a route that name rows, in their order."""
    models = {kwarg: model_of(route, kwarg) for kwarg in route.kwargs}
    return {kwarg: model for kwarg, model in models.items() if model is not None}


def aimed_at(route: Route, stage: Stage, home: str) -> dict[str, object]:
    """Values for all keyword arguments: the rows of `home`."""
    ids = {kwarg: stage.row(home, model).pk for kwarg, model in objects_of(route).items()}
    return {**WORDS, **ids}


def aimed_past_own_partner(route: Route, stage: Stage, home: str) -> dict[str, object] | None:
    """One's own partner, and below it somebody else's row; None where the route has no such nesting."""
    models = objects_of(route)
    outer = next(iter(models), None)
    if len(models) < 2 or outer is None or models[outer] is not Partner:
        return None
    return aimed_at(route, stage, home) | {outer: stage.row("own", Partner).pk}
