"""Pages of targets for many partners."""

from django.urls import path

from scorecards.views import bulk_targets

urlpatterns = [
    path("targets/", bulk_targets.target_grid, name="target-grid"),
    path("targets/saved/<uuid:saved_id>/undo/", bulk_targets.target_grid_undo, name="target-grid-undo"),
]
