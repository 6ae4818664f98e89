"""Pages of QBRs, under /t/<slug>/."""

from django.urls import path

from qbr.views import building, reading

app_name = "qbr"
PARTNER = "partners/<uuid:partner_id>/qbrs/"
REVIEW = "qbrs/<uuid:review_id>/"

urlpatterns = [
    path("qbrs/", reading.review_index, name="qbr-index"),
    path(REVIEW, reading.review_detail, name="qbr-detail"),
    path(f"{REVIEW}progress/", building.review_progress, name="qbr-progress"),
    path(f"{REVIEW}retry/", building.review_retry, name="qbr-retry"),
    path(PARTNER, reading.review_list, name="qbr-list"),
    path(f"{PARTNER}request/", building.review_request, name="qbr-request"),
]
