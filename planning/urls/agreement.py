"""The agreement on a plan, the partner's consent, and the plan as files."""

from django.urls import path

from planning.urls.plans import PLAN
from planning.views import agreement, consent, plan_files, plan_workbook

AGREEMENT = f"{PLAN}agreement/"
urlpatterns = [
    path(AGREEMENT, agreement.plan_agreement, name="plan-agreement"),
    path(f"{AGREEMENT}sharing/", agreement.plan_share, name="plan-share"),
    path(f"{AGREEMENT}acceptance/", agreement.plan_acceptance, name="plan-acceptance"),
    path(f"{AGREEMENT}approval/", agreement.plan_approval, name="plan-approval"),
    path(f"{AGREEMENT}reopening/", agreement.plan_reopening, name="plan-reopening"),
    path(f"{AGREEMENT}amendment/", agreement.plan_amendment, name="plan-amendment"),
    path(f"{AGREEMENT}closing/", agreement.plan_closing, name="plan-closing"),
    path(f"{AGREEMENT}costs/", consent.plan_consent, name="plan-consent"),
    path(f"{AGREEMENT}costs/choice/", consent.plan_consent_choice, name="plan-consent-choice"),
    path(f"{PLAN}files/", plan_files.plan_files, name="plan-files"),
    path(f"{PLAN}plan.pdf", plan_files.plan_pdf, name="plan-pdf"),
    path(f"{PLAN}plan.pptx", plan_files.plan_deck, name="plan-deck"),
    path(f"{PLAN}plan.xlsx", plan_workbook.plan_workbook, name="plan-workbook"),
    path(f"{AGREEMENT}document.json", plan_files.plan_document, name="plan-document"),
]
