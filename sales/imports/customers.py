"""Customers from files."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from prm.imports.checking.problems import Problems
from prm.imports.fields import ImportField
from prm.imports.targets import ImportTarget
from sales.calculations.customers import normalized_name
from sales.models import Customer

_HOSTS = """
    UPDATE import_stage SET domain =
        regexp_replace(regexp_replace(lower(domain), '^([a-z]+://|.*@)?(www[.])?', ''), '[/?#:].*$', '')
    WHERE domain <> ''
"""


def take_hosts(fields: Sequence[str], _problems: Problems) -> None:
    """Keep of web and e-mail addresses what `domain_of` keeps: the host."""
    if "domain" in fields:
        with connection.cursor() as cursor:
            cursor.execute(_HOSTS)


def fold_names(ids: Collection[UUID], _at: datetime) -> None:
    """Bring the folded names of imported customers in step with their names."""
    customers = list(Customer.objects.filter(pk__in=ids))
    for customer in customers:
        customer.normalized_name = normalized_name(customer.name)
    Customer.objects.bulk_update(customers, ["normalized_name"], batch_size=1000)


CUSTOMERS = ImportTarget(
    key="customers",
    label="Customers",
    model=Customer,
    help="The companies that partners sell to, by your own number for them or, where there is none, by name.",
    keys=(("external_id",), ("name",)),
    checks=(take_hosts,),
    volatile=frozenset({"normalized_name"}),
    affects="id",
    after_change=fold_names,
    fields=(
        ImportField(
            "external_id",
            "Customer number",
            max_length=100,
            synonyms=("Customer ID", "End customer ID", "Account ID", "Account number", "ID", "Key", "Number"),
        ),
        ImportField(
            "name",
            "Name",
            required=True,
            max_length=200,
            synonyms=(
                "Customer",
                "Customer name",
                "End customer",
                "Account",
                "Account name",
                "Company",
                "Company name",
            ),
        ),
        ImportField("domain", "Website", max_length=200, synonyms=("Domain", "URL", "Web", "Homepage")),
        ImportField("country", "Country", max_length=100, synonyms=("Office location", "Nation", "Country region")),
        ImportField("city", "City", max_length=100, synonyms=("Town",)),
    ),
)
