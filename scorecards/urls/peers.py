"""Pages about peers."""

from django.urls import path

from scorecards.views import peers

urlpatterns = [
    path("partners/<uuid:partner_id>/peers/", peers.partner_peers, name="partner-peers"),
    path("peers/", peers.peer_list, name="peer-list"),
    path("peers/freeze/", peers.peer_freeze, name="peer-freeze"),
]
