"""Pages of metrics: the catalogue, a tenant's own ones, and a partner's values."""

from django.urls import path

from scorecards.views import metric_values, metrics

METRIC = "metrics/<uuid:metric_id>/"
OF_PARTNER = "partners/<uuid:partner_id>/metrics/"

urlpatterns = [
    path("metrics/", metrics.metric_list, name="metric-list"),
    path("metrics/new/", metrics.metric_add, name="metric-add"),
    path("metrics/rules/", metrics.scorecard_rules, name="scorecard-rules"),
    path(METRIC, metrics.metric_edit, name="metric-edit"),
    path(f"{METRIC}retirement/", metrics.metric_retirement, name="metric-retirement"),
    path(f"{METRIC}restoration/", metrics.metric_restoration, name="metric-restoration"),
    path(OF_PARTNER, metric_values.partner_metrics, name="partner-metrics"),
    path(f"{OF_PARTNER}entry/", metric_values.metric_value_entry, name="metric-value-entry"),
    path(f"{OF_PARTNER}deal-size/", metric_values.deal_size_target, name="deal-size-target"),
    path(f"{OF_PARTNER}<uuid:value_id>/removal/", metric_values.metric_value_removal, name="metric-value-removal"),
]
