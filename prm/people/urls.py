"""Pages about people inside a tenant; included under `/t/<slug:tenant>/`."""

from django.urls import path

from prm.people.views import members, tenant_settings, tokens

app_name = "people"
urlpatterns = [
    path("people/", members.member_list, name="member-list"),
    path("people/invite/", members.invite, name="invite"),
    path("partners/<uuid:partner_id>/people/", members.member_list, name="partner-people"),
    path("partners/<uuid:partner_id>/invite/", members.invite, name="partner-invite"),
    path("people/<uuid:member_id>/", members.member_page, name="member-page"),
    path("people/<uuid:member_id>/invitation/", members.send_invitation, name="invitation-send"),
    path("people/<uuid:member_id>/invitation/withdrawal/", members.withdraw_invitation, name="invitation-withdraw"),
    path("people/<uuid:member_id>/role/", members.change_role, name="member-role"),
    path("people/<uuid:member_id>/end/", members.end_membership, name="member-end"),
    path("tokens/", tokens.token_list, name="token-list"),
    path("tokens/<uuid:token_id>/revocation/", tokens.revoke_token, name="token-revoke"),
    path("settings/", tenant_settings.settings_page, name="settings"),
    path("settings/logo/", tenant_settings.change_logo, name="settings-logo"),
    path("logo.png", tenant_settings.logo, name="logo"),
]
