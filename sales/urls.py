"""Pages of sales, under /t/<slug>/."""

from django.urls import path

from sales import views

app_name = "sales"
urlpatterns = [
    path("partners/<uuid:partner_id>/bookings/", views.partner_bookings, name="partner-bookings"),
]
