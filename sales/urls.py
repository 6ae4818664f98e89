"""Pages of sales, under /t/<slug>/."""

from django.urls import path

from sales.views import bookings, deal_list, deals, moving, partner_deals, stages

app_name = "sales"
DEALS = "partners/<uuid:partner_id>/deals/"
DEAL = f"{DEALS}<uuid:deal_id>/"
STAGES = "settings/deal-stages/"
urlpatterns = [
    path("partners/<uuid:partner_id>/bookings/", bookings.partner_bookings, name="partner-bookings"),
    path("deals/", deal_list.deal_list, name="deal-list"),
    path(DEALS, partner_deals.partner_deals_page, name="partner-deals"),
    path(f"{DEALS}new/", deals.deal_add, name="deal-add"),
    path(DEAL, deals.deal_detail, name="deal-detail"),
    path(f"{DEAL}edit/", deals.deal_edit, name="deal-edit"),
    path(f"{DEAL}withdrawal/", deals.deal_withdrawal, name="deal-withdrawal"),
    path(f"{DEAL}move/", moving.deal_move, name="deal-move"),
    path(f"{DEAL}closing/", moving.deal_close, name="deal-close"),
    path(f"{DEAL}reopening/", moving.deal_reopening, name="deal-reopening"),
    path(f"{DEAL}undo/", moving.deal_undo, name="deal-undo"),
    path(STAGES, stages.stage_list, name="stage-list"),
    path(f"{STAGES}new/", stages.stage_add, name="stage-add"),
    path(f"{STAGES}<uuid:stage_id>/", stages.stage_edit, name="stage-edit"),
    path(f"{STAGES}<uuid:stage_id>/removal/", stages.stage_removal, name="stage-removal"),
]
