"""Plan and actual."""

from django.urls import path

from planning.urls.plans import PLAN
from planning.views.plans import actuals

urlpatterns = [
    path(f"{PLAN}actuals/", actuals.actuals_page, name="plan-actuals"),
    path(f"{PLAN}actuals.xlsx", actuals.actuals_file, name="plan-actuals-file"),
]
