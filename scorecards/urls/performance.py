"""Pages of the performance scorecard: the partner list, the scorecard itself, targets and quotas."""

from django.urls import path

from scorecards.views import partner_list, quotas, scorecard, targets

urlpatterns = [
    path("partners/", partner_list.partner_list, name="partner-list"),
    path("partners/<uuid:partner_id>/scorecard/", scorecard.partner_scorecard, name="partner-scorecard"),
    path("partners/<uuid:partner_id>/scorecard.pdf", scorecard.partner_scorecard_pdf, name="partner-scorecard-pdf"),
    path("partners/<uuid:partner_id>/scorecard.xlsx", scorecard.partner_scorecard_xlsx, name="partner-scorecard-xlsx"),
    path("partners/<uuid:partner_id>/targets/", targets.target_list, name="target-list"),
    path("partners/<uuid:partner_id>/targets/set/", targets.target_set, name="target-set"),
    path("partners/<uuid:partner_id>/targets/<uuid:target_id>/removal/", targets.target_removal, name="target-removal"),
    path("quotas/", quotas.quota_list, name="quota-list"),
    path("quotas/<uuid:quota_id>/allotment/", quotas.quota_allotment, name="quota-allotment"),
]
