"""The agreement on a plan, the partner's consent, and the plan as files."""

from django.urls import path

from planning.urls.plans import PLAN
from planning.views.agreement import consent, files, page, workbook

AGREEMENT = f"{PLAN}agreement/"
urlpatterns = [
    path(AGREEMENT, page.plan_agreement, name="plan-agreement"),
    path(f"{AGREEMENT}sharing/", page.plan_share, name="plan-share"),
    path(f"{AGREEMENT}acceptance/", page.plan_acceptance, name="plan-acceptance"),
    path(f"{AGREEMENT}approval/", page.plan_approval, name="plan-approval"),
    path(f"{AGREEMENT}reopening/", page.plan_reopening, name="plan-reopening"),
    path(f"{AGREEMENT}amendment/", page.plan_amendment, name="plan-amendment"),
    path(f"{AGREEMENT}closing/", page.plan_closing, name="plan-closing"),
    path(f"{AGREEMENT}costs/", consent.plan_consent, name="plan-consent"),
    path(f"{AGREEMENT}costs/choice/", consent.plan_consent_choice, name="plan-consent-choice"),
    path(f"{PLAN}files/", files.plan_files, name="plan-files"),
    path(f"{PLAN}plan.pdf", files.plan_pdf, name="plan-pdf"),
    path(f"{PLAN}plan.pptx", files.plan_deck, name="plan-deck"),
    path(f"{PLAN}plan.xlsx", workbook.plan_workbook, name="plan-workbook"),
    path(f"{AGREEMENT}document.json", files.plan_document, name="plan-document"),
]
