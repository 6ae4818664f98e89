"""Pages of the shell inside a tenant; included under `/t/<slug:tenant>/`."""

from django.urls import path

from prm.web.views import appearance, home, palette

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("find/", palette.palette, name="palette"),
    path("brand/<slug:version>.css", appearance.brand, name="brand"),
]
