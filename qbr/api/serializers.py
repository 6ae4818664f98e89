"""What the API shows and takes of QBRs."""

from typing import Any

from rest_framework import serializers
from rest_framework.reverse import reverse

from prm.api.serializers import Strict
from prm.documents.enums import BuildStatus
from qbr.models import Qbr


class QbrSerializer(serializers.ModelSerializer[Qbr]):
    """A review. `pdf` and `deck` are addresses of its files once it is ready; `progress` is in percent."""

    partner = serializers.UUIDField(source="partner_id")
    quarter = serializers.CharField(source="quarter.label")
    status = serializers.ChoiceField(choices=[status.value for status in BuildStatus])
    requested_by = serializers.UUIDField(source="requested_by_id", allow_null=True)
    pdf = serializers.SerializerMethodField()
    deck = serializers.SerializerMethodField()

    class Meta:
        model = Qbr
        fields = (
            *("id", "partner", "quarter", "fiscal_year", "fiscal_quarter", "version", "as_of_date", "status"),
            *("progress", "failure", "requested_by", "requested_at", "finished_at", "pdf", "deck"),
        )
        read_only_fields = fields

    def get_pdf(self, review: Qbr) -> str | None:
        return self._address("api-qbr-pdf", review) if review.pdf_id else None

    def get_deck(self, review: Qbr) -> str | None:
        return self._address("api-qbr-deck", review) if review.deck_id else None

    def _address(self, name: str, review: Qbr) -> str:
        request: Any = self.context["request"]
        return reverse(name, args=[request._request.tenant.slug, review.pk], request=request)


class RequestSerializer(Strict, serializers.Serializer[Qbr]):
    """Of which partner, and as of which day: the last day that bookings are known of when it is left out."""

    partner = serializers.UUIDField()
    as_of = serializers.DateField(required=False)
