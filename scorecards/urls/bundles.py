"""Pages of the files with all scorecards of a CAM's partners."""

from django.urls import path

from scorecards.views import bundles

urlpatterns = [
    path("scorecard-files/", bundles.bundle_list, name="bundle-list"),
    path("scorecard-files/<uuid:bundle_id>/", bundles.bundle_detail, name="bundle-detail"),
]
