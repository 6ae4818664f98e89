"""Which fields of what partners learn are written by people."""

CERTIFICATION_FIELDS = ("name", "family", "external_id", "valid_months")
CERTIFICATE_FIELDS = ("contact", "certification", "issued_date", "expires_date", "external_id")
REQUIREMENT_FIELDS = ("label", "tier", "certification", "family", "count")
TEMPLATE_FIELDS = ("name", "kind", "due_days_after_joining", "life_stage")
TASK_FIELDS = ("name", "kind", "due_date", "note")
