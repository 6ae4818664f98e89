"""How the programme's values are spread, for those who do not reach every partner."""

from django.db import models

from prm.tenancy.constraints import tenant_key
from prm.tenancy.models import TenantModel


class ProgrammeSpread(TenantModel):
    """All values of a metric in the programme, as text, lowest first and without whose they are. Partners reach none.

    Written each night from standings, with the reach of staff: CAMs read it to rank their own partners.
    """

    metric = models.CharField(max_length=100)
    values = models.JSONField(default=list)
    as_of_date = models.DateField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_programmespread"),
            models.UniqueConstraint(fields=["tenant", "metric"], name="scorecards_programmespread_one"),
        ]
