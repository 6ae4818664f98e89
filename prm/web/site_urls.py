"""Pages of the shell outside every tenant."""

from django.urls import path

from prm.web.views import appearance, gallery, home

urlpatterns = [
    path("", home.choose_tenant, name="root"),
    path("theme/", appearance.choose_theme, name="theme"),
    path("gallery/", gallery.gallery, name="gallery"),
]
