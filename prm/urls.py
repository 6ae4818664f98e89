"""Every URL of the product. Pages of a tenant stand under /t/<slug>/, its API under /api/v1/<slug>/."""

from django.urls import include, path, re_path

from prm.api.views import Docs, Missing, Schema
from prm.people.admin import operator
from prm.web.health import livez, readyz

urlpatterns = [
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("", include("prm.web.site_urls")),
    path("accounts/", include("allauth.urls")),
    path("invitations/", include("prm.people.invitation_urls")),
    path("operator/", operator.urls),
    path(
        "t/<slug:tenant>/",
        include(
            [
                path("", include("prm.web.urls")),
                path("", include("prm.people.urls")),
                path("", include("prm.documents.urls")),
                path("", include("prm.imports.urls")),
                path("", include("partners.urls")),
                path("", include("sales.urls")),
                path("", include("enablement.urls")),
                path("", include("scorecards.urls")),
                path("", include("planning.urls")),
                path("", include("programs.urls")),
                path("", include("qbr.urls")),
                path("", include("cadence.urls")),
                path("", include("rollups.urls")),
            ]
        ),
    ),
    path("api/v1/schema/", Schema.as_view(), name="api-schema"),
    path("api/v1/docs/", Docs.as_view(), name="api-docs"),
    path("api/v1/<slug:tenant>/", include("prm.api.urls")),
    path("api/v1/<slug:tenant>/", include("partners.api.urls")),
    path("api/v1/<slug:tenant>/", include("sales.api.urls")),
    path("api/v1/<slug:tenant>/", include("enablement.api.urls")),
    path("api/v1/<slug:tenant>/", include("scorecards.api.urls")),
    path("api/v1/<slug:tenant>/", include("planning.api.urls")),
    path("api/v1/<slug:tenant>/", include("programs.api.urls")),
    path("api/v1/<slug:tenant>/", include("qbr.api.urls")),
    path("api/v1/<slug:tenant>/", include("cadence.api.urls")),
    path("api/v1/<slug:tenant>/", include("rollups.api.urls")),
    re_path(r"^api/", Missing.as_view(), name="api-missing"),
]

handler400 = "prm.web.views.errors.bad_request"
handler403 = "prm.web.views.errors.forbidden"
handler404 = "prm.web.views.errors.not_found"
handler500 = "prm.web.views.errors.server_error"
