"""E-mail: plain text, from `templates/emails`."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string


def send_text(template: str, *, to: str, **context: Any) -> None:
    """Send `templates/emails/<template>.txt` to one address. Its first line is the subject.

    Raises `OSError` (so does every SMTP failure) when the mail cannot be handed over.
    """
    text = render_to_string(f"emails/{template}.txt", {**context, "base_url": settings.BASE_URL})
    subject, _, body = text.strip().partition("\n")
    EmailMessage(subject=subject.strip(), body=body.strip() + "\n", to=[to]).send()


def link_to(path: str) -> str:
    """The full address of a page, for a mail: from `BASE_URL`, never from a request's host."""
    return str(settings.BASE_URL).rstrip("/") + path
