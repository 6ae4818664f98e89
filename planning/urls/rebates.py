"""Pages of rebate studies."""

from django.urls import path

from planning.views import rebates

STUDY = "rebates/<uuid:study_id>/"

urlpatterns = [
    path("rebates/", rebates.study_list, name="rebate-list"),
    path("rebates/new/", rebates.study_create, name="rebate-create"),
    path("rebates/removed/<uuid:removed_work_id>/return/", rebates.study_return, name="rebate-return"),
    path(STUDY, rebates.study_detail, name="rebate-study"),
    path(f"{STUDY}edit/", rebates.study_edit, name="rebate-edit"),
    path(f"{STUDY}removal/", rebates.study_removal, name="rebate-removal"),
    path(f"{STUDY}workbook.xlsx", rebates.study_file, name="rebate-file"),
]
