"""Pages of programmes, under /t/<slug>/."""

from django.urls import path

from programs.views import programs, reviews, stages, tier, versions

app_name = "programs"
PROGRAM = "programs/<uuid:program_id>/"
VERSION = "programs/versions/<uuid:program_version_id>/"
REVIEW = "tier-reviews/<uuid:tier_review_id>/"
PARTNER = "partners/<uuid:partner_id>/"

urlpatterns = [
    path("programs/", programs.program_list, name="program-list"),
    path("programs/create/", programs.program_create, name="program-create"),
    path(PROGRAM, programs.program_detail, name="program-detail"),
    path(f"{PROGRAM}draft/", programs.version_prepare, name="version-prepare"),
    path(f"{PROGRAM}review/", reviews.program_review, name="program-review"),
    path(f"{VERSION}edit/", versions.version_edit, name="version-edit"),
    path(f"{VERSION}preview/", versions.version_preview, name="version-preview"),
    path(f"{VERSION}publication/", versions.version_publication, name="version-publication"),
    path(f"{VERSION}withdrawal/", versions.version_withdrawal, name="version-withdrawal"),
    path("tier-reviews/", reviews.review_list, name="review-list"),
    path("tier-reviews/confirmations/", reviews.review_confirmations, name="review-confirmations"),
    path(REVIEW, reviews.review_detail, name="review-detail"),
    path(f"{REVIEW}confirmation/", reviews.review_confirmation, name="review-confirmation"),
    path(f"{REVIEW}decline/", reviews.review_decline, name="review-decline"),
    path(f"{PARTNER}tier/", tier.partner_tier, name="partner-tier"),
    path(f"{PARTNER}tier/exception/<uuid:program_id>/", tier.exception_grant, name="exception-grant"),
    path(f"{PARTNER}tier/exceptions/<uuid:exception_id>/end/", tier.exception_end, name="exception-end"),
    path(f"{PARTNER}stage/", stages.partner_stage, name="partner-stage"),
    path(f"{PARTNER}stage/confirmation/", stages.stage_confirmation, name="stage-confirmation"),
    path("life-stages/", stages.stage_list, name="stage-list"),
    path("life-stages/funnel/", stages.stage_funnel, name="stage-funnel"),
]
