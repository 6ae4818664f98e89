"""Pages about partners; included under `/t/<slug:tenant>/`."""

from django.urls import path

from partners.views import action_index, actions, assignments, contacts, custom_fields, hierarchy, history, mix, profile

app_name = "partners"
PARTNER = "partners/<uuid:partner_id>/"
CONTACT = f"{PARTNER}contacts/<uuid:contact_id>/"
ACTION = f"{PARTNER}actions/<uuid:action_id>/"
FIELD = "settings/partner-fields/"

urlpatterns = [
    path("my-company/", profile.own_company, name="own-company"),
    path("partners/new/", profile.partner_create, name="partner-create"),
    path(PARTNER, profile.partner_detail, name="partner-detail"),
    path(f"{PARTNER}profile/", profile.partner_profile, name="partner-profile"),
    path(f"{PARTNER}profile/edit/", profile.partner_edit, name="partner-edit"),
    path(f"{PARTNER}business-mix/", mix.mix_answer, name="mix-answer"),
    path(f"{PARTNER}parent/", hierarchy.parent_set, name="parent-set"),
    path(f"{PARTNER}parent/departure/", hierarchy.parent_departure, name="parent-departure"),
    path(f"{PARTNER}contacts/", contacts.contact_list, name="contact-list"),
    path(f"{PARTNER}contacts/new/", contacts.contact_add, name="contact-add"),
    path(CONTACT, contacts.contact_edit, name="contact-edit"),
    path(f"{CONTACT}removal/", contacts.contact_removal, name="contact-removal"),
    path(f"{CONTACT}restoration/", contacts.contact_restoration, name="contact-restoration"),
    path(f"{CONTACT}departure/", contacts.contact_departure, name="contact-departure"),
    path(f"{CONTACT}return/", contacts.contact_return, name="contact-return"),
    path(f"{PARTNER}cams/", assignments.assignment_list, name="assignment-list"),
    path(f"{PARTNER}cams/new/", assignments.assignment_add, name="assignment-add"),
    path(f"{PARTNER}cams/<uuid:assignment_id>/end/", assignments.assignment_end, name="assignment-end"),
    path(f"{PARTNER}history/", history.partner_history, name="partner-history"),
    path("actions/", action_index.action_index, name="action-index"),
    path(f"{PARTNER}actions/", actions.action_list, name="action-list"),
    path(ACTION, actions.action_edit, name="action-edit"),
    path(f"{ACTION}completion/", actions.action_completion, name="action-completion"),
    path(f"{ACTION}drop/", actions.action_drop, name="action-drop"),
    path(f"{ACTION}reopening/", actions.action_reopening, name="action-reopening"),
    path(FIELD, custom_fields.custom_field_list, name="custom-field-list"),
    path(f"{FIELD}new/", custom_fields.custom_field_add, name="custom-field-add"),
    path(f"{FIELD}<uuid:field_id>/", custom_fields.custom_field_edit, name="custom-field-edit"),
    path(f"{FIELD}<uuid:field_id>/removal/", custom_fields.custom_field_removal, name="custom-field-removal"),
]
