"""Row-level security as a migration operation: the second layer of the tenant wall.

Each database role has one permissive policy a table and command, so no policy is ever joined to another by OR. The
tenant is compared as `column = (SELECT ...)`, an InitPlan that Postgres evaluates once for a query and can use with
an index; no cast stands on the column.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.db.migrations.operations.base import Operation

Access = Literal["none", "read", "insert", "write"]

TENANT = "(SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)"
PARTNER = "(SELECT nullif(current_setting('app.partner_id', true), '')::uuid)"
MEMBERSHIP = "(SELECT nullif(current_setting('app.membership_id', true), '')::uuid)"
USER = "(SELECT nullif(current_setting('app.user_id', true), '')::bigint)"
# Functions and not sub-queries written out: policies of low apps name tables of higher ones, and "assigned" has one
# definition. Both run with the caller's rights and, inside a SELECT of their own, once for a query.
ASSIGNED_PARTNERS = "ANY ((SELECT assigned_partners())::uuid[])"
OWN_CAMS = "ANY ((SELECT own_cams())::uuid[])"

CREATE_FUNCTIONS = f"""
CREATE FUNCTION assigned_partners() RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN ARRAY(
        SELECT assignment.partner_id FROM partners_camassignment assignment
        WHERE assignment.tenant_id = {TENANT} AND assignment.membership_id = {MEMBERSHIP}
          AND assignment.start_date <= current_date
          AND coalesce(assignment.end_date, 'infinity'::date) >= current_date);
END $$;
CREATE FUNCTION own_cams() RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN ARRAY(
        SELECT assignment.membership_id FROM partners_camassignment assignment
        WHERE assignment.tenant_id = {TENANT} AND assignment.partner_id = {PARTNER});
END $$;
"""  # noqa: S608 - built of the constants above
DROP_FUNCTIONS = "DROP FUNCTION assigned_partners(); DROP FUNCTION own_cams();"

_COMMANDS: dict[Access, tuple[str, ...]] = {
    "none": (),
    "read": ("SELECT",),
    "insert": ("SELECT", "INSERT"),
    "write": ("SELECT", "INSERT", "UPDATE", "DELETE"),
}


@dataclass(frozen=True)
class Consent:
    """A word of the partner that opens rows to the vendor's people: `column` of the row of `table` that `key` names.

    Staff and CAMs read rows while the word is one of `reads`, and write them while it is one of `writes`.
    """

    table: str
    key: str
    column: str
    reads: tuple[str, ...]
    writes: tuple[str, ...] = ()

    def condition(self, command: str) -> str:
        """The SQL condition of a policy for one command."""
        words = ", ".join(f"'{word}'" for word in (self.reads if command == "SELECT" else self.writes))
        return (
            f"EXISTS (SELECT FROM {self.table} consenting WHERE consenting.tenant_id = {TENANT}"
            f" AND consenting.id = {self.key} AND consenting.{self.column} IN ({words or 'NULL'}))"
        )


class EnableRowSecurity(Operation):
    """Force row security on a tenant table and say who reaches which rows.

    - `partner_column`: CAMs reach the rows of the partners assigned to them today, partner users those of their own;
      with `cam_whole_tenant` only the second half holds.
    - `member_column`: everybody, staff too, reaches only the rows of their own membership.
    - `reached_through`: a table and its column that points here. CAMs and partner users reach the rows that a row
      within their reach points to; whoever may add rows adds them before anything points to them.
    - none of these: rows are the tenant's; `cam` and `partner` say who besides staff may reach them.

    `partner_hides` names a boolean column: partner users reach no row where it is true, nor make one so.
    `partner_within` names another table and the column that points to it: partner users reach only rows whose row
    there they reach, so that what is hidden there hides these with it.
    `consent`: what staff and CAMs reach of these rows only by the partner's word.

    `staff`, `cam` and `partner` are what each role may do with the rows it reaches. Reversible.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(
        self,
        model_name: str,
        *,
        partner_column: str = "",
        member_column: str = "",
        reached_through: tuple[str, str] | None = None,
        cam_whole_tenant: bool = False,
        partner_hides: str = "",
        partner_within: tuple[str, str] | None = None,
        consent: Consent | None = None,
        staff: Access = "write",
        cam: Access = "none",
        partner: Access = "none",
    ) -> None:
        self.model_name = model_name
        self.partner_column = partner_column
        self.member_column = member_column
        self.reached_through = reached_through
        self.cam_whole_tenant = cam_whole_tenant
        self.partner_hides = partner_hides
        self.partner_within = partner_within
        self.consent = consent
        self.access: dict[str, Access] = {"prm_staff": staff, "prm_cam": cam, "prm_partner": partner}

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        kwargs: dict[str, Any] = {role.removeprefix("prm_"): access for role, access in self.access.items()}
        kwargs |= {"partner_column": self.partner_column, "member_column": self.member_column}
        kwargs["reached_through"] = self.reached_through
        kwargs |= {"cam_whole_tenant": self.cam_whole_tenant, "partner_hides": self.partner_hides}
        kwargs |= {"partner_within": self.partner_within, "consent": self.consent}
        return self.__class__.__name__, [self.model_name], kwargs

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Changes the database only: models know nothing of policies."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = schema_editor.quote_name(to_state.apps.get_model(app_label, self.model_name)._meta.db_table)
        for statement in self._statements(table):
            schema_editor.execute(statement)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = schema_editor.quote_name(from_state.apps.get_model(app_label, self.model_name)._meta.db_table)
        for role, access in self.access.items():
            for command in _COMMANDS[access]:
                schema_editor.execute(f"DROP POLICY {role}_{command.lower()} ON {table}")
            schema_editor.execute(f"REVOKE ALL ON {table} FROM {role}")
        schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")

    def describe(self) -> str:
        return f"Force row security on {self.model_name}"

    def _statements(self, table: str) -> Iterator[str]:
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
        yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO prm_maint"
        for role, access in self.access.items():
            for command in _COMMANDS[access]:
                yield policy(table=table, role=role, command=command, rows=self._rows(role, table, command))
            if access != "none":
                yield f"GRANT {', '.join(_COMMANDS[access])} ON {table} TO {role}"

    def _rows(self, role: str, table: str, command: str) -> str:
        rows = self._rows_in_reach(role, table, command)
        if self.consent and role != "prm_partner":
            return f"{rows} AND {self.consent.condition(command)}"
        return rows

    def _rows_in_reach(self, role: str, table: str, command: str) -> str:
        rows = f"tenant_id = {TENANT}"
        if self.reached_through and role != "prm_staff" and command != "INSERT":
            return f"{rows} AND {self._is_pointed_at(table)}"
        if self.member_column:
            return f"{rows} AND {self.member_column} = {MEMBERSHIP}"
        if self.partner_column and role == "prm_cam" and not self.cam_whole_tenant:
            return f"{rows} AND {self.partner_column} = {ASSIGNED_PARTNERS}"
        if role == "prm_partner":
            return rows + self._rows_of_partner()
        return rows

    def _is_pointed_at(self, table: str) -> str:
        """The other table's own policies apply inside, so what is found there is within reach."""
        assert self.reached_through is not None
        source, column = self.reached_through
        return (
            f"EXISTS (SELECT FROM {source} pointing"
            f" WHERE pointing.tenant_id = {TENANT} AND pointing.{column} = {table}.id)"
        )

    def _rows_of_partner(self) -> str:
        own = f" AND {self.partner_column} = {PARTNER}" if self.partner_column else ""
        hides = f" AND NOT {self.partner_hides}" if self.partner_hides else ""
        within = f" AND {reached_in(*self.partner_within)}" if self.partner_within else ""
        return own + hides + within


def reached_in(table: str, column: str) -> str:
    """SQL: `column` names a row of `table` that the partner user reaches. Looked up once for a query."""
    own = f"reached.tenant_id = {TENANT} AND reached.partner_id = {PARTNER}"
    return f"{column} = ANY ((SELECT ARRAY(SELECT reached.id FROM {table} reached WHERE {own}))::uuid[])"  # noqa: S608


def policy(*, table: str, role: str, command: str, rows: str) -> str:
    """The SQL of one policy: `rows` limits what is seen and what may be written. `table` comes quoted."""
    using = f" USING ({rows})" if command != "INSERT" else ""
    check = f" WITH CHECK ({rows})" if command in ("INSERT", "UPDATE") else ""
    return f"CREATE POLICY {role}_{command.lower()} ON {table} FOR {command} TO {role}{using}{check}"
