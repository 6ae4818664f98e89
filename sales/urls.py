"""Pages of sales, under /t/<slug>/."""

from django.urls import path

from sales.views import (
    bookings,
    campaign_list,
    campaigns,
    deal_list,
    deals,
    handovers,
    lead_list,
    lead_moving,
    leads,
    moving,
    partner_deals,
    partner_leads,
    stages,
)

app_name = "sales"
DEALS = "partners/<uuid:partner_id>/deals/"
DEAL = f"{DEALS}<uuid:deal_id>/"
LEADS = "partners/<uuid:partner_id>/leads/"
LEAD = f"{LEADS}<uuid:lead_id>/"
CAMPAIGNS = "campaigns/"
CAMPAIGN = f"{CAMPAIGNS}<uuid:campaign_id>/"
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
    path("leads/", lead_list.lead_list, name="lead-list"),
    path("leads/waterfall/", lead_list.lead_waterfall, name="lead-waterfall"),
    path(LEADS, partner_leads.partner_leads_page, name="partner-leads"),
    path(f"{LEADS}new/", leads.lead_add, name="lead-add"),
    path(LEAD, leads.lead_detail, name="lead-detail"),
    path(f"{LEAD}edit/", leads.lead_edit, name="lead-edit"),
    path(f"{LEAD}withdrawal/", leads.lead_withdrawal, name="lead-withdrawal"),
    path(f"{LEAD}move/", lead_moving.lead_move, name="lead-move"),
    path(f"{LEAD}pass/", handovers.lead_pass, name="lead-pass"),
    path(f"{LEAD}acceptance/", handovers.lead_acceptance, name="lead-acceptance"),
    path(f"{LEAD}refusal/", handovers.lead_refusal, name="lead-refusal"),
    path(f"{LEAD}return/", handovers.lead_return, name="lead-return"),
    path(f"{LEAD}undo/", lead_moving.lead_undo, name="lead-undo"),
    path(f"{LEAD}deal/", lead_moving.lead_deal, name="lead-deal"),
    path(f"{LEAD}deal/removal/", lead_moving.lead_deal_removal, name="lead-deal-removal"),
    path(f"{LEAD}link/", lead_moving.lead_link, name="lead-link"),
    path(CAMPAIGNS, campaign_list.campaign_list, name="campaign-list"),
    path(f"{CAMPAIGNS}new/", campaigns.campaign_add, name="campaign-add"),
    path(CAMPAIGN, campaigns.campaign_detail, name="campaign-detail"),
    path(f"{CAMPAIGN}edit/", campaigns.campaign_edit, name="campaign-edit"),
    path(f"{CAMPAIGN}removal/", campaigns.campaign_removal, name="campaign-removal"),
    path(STAGES, stages.stage_list, name="stage-list"),
    path(f"{STAGES}new/", stages.stage_add, name="stage-add"),
    path(f"{STAGES}<uuid:stage_id>/", stages.stage_edit, name="stage-edit"),
    path(f"{STAGES}<uuid:stage_id>/removal/", stages.stage_removal, name="stage-removal"),
]
