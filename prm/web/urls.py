"""Pages of the shell inside a tenant; included under `/t/<slug:tenant>/`."""

from django.urls import path

from prm.web.views import appearance, home, palette, saved_views

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("find/", palette.palette, name="palette"),
    path("brand/<slug:version>.css", appearance.brand, name="brand"),
    path("views/", saved_views.create, name="saved-view-create"),
    path("views/<uuid:view_id>/removal/", saved_views.delete, name="saved-view-removal"),
]
