"""Plan and actual."""

from django.urls import path

from planning.urls.plans import PLAN
from planning.views import plan_actuals

urlpatterns = [path(f"{PLAN}actuals/", plan_actuals.actuals_page, name="plan-actuals")]
