"""The page of ranks."""

from django.urls import path

from scorecards.views import ranks

urlpatterns = [path("ranks/", ranks.rank_list, name="rank-list")]
