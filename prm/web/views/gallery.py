"""Every component in every state on one page, for people who build pages and for the browser tests."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from prm.web.gallery import examples


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """`/gallery/`: made-up figures, nobody's data, no sign-in."""
    return TemplateResponse(request, "gallery/index.html", examples(request.GET.dict()))
