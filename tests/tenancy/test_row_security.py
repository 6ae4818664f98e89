"""The migration operation says the rules of a table in SQL, and can be written back into a migration."""

from prm.tenancy.row_security import PARTNER, TENANT, EnableRowSecurity

OWN = f"tenant_id = {TENANT} AND partner_id = {PARTNER}"


def partner_policies(operation: EnableRowSecurity) -> dict[str, str]:
    """What stands behind `TO prm_partner`, by policy name."""
    made = [each for each in operation._statements("things") if each.startswith("CREATE POLICY prm_partner")]
    return {each.split()[2]: each.split(" TO prm_partner", 1)[1].strip() for each in made}


def test_partner_users_never_reach_a_hidden_row() -> None:
    operation = EnableRowSecurity("Thing", partner_column="partner_id", partner="write", partner_hides="is_internal")
    rows = f"({OWN} AND NOT is_internal)"
    assert partner_policies(operation) == {
        "prm_partner_select": f"USING {rows}",
        "prm_partner_insert": f"WITH CHECK {rows}",
        "prm_partner_update": f"USING {rows} WITH CHECK {rows}",
        "prm_partner_delete": f"USING {rows}",
    }


def test_rows_of_a_whole_tenant_can_be_hidden_from_partner_users_too() -> None:
    operation = EnableRowSecurity("Thing", partner="read", partner_hides="is_internal")
    assert partner_policies(operation) == {"prm_partner_select": f"USING (tenant_id = {TENANT} AND NOT is_internal)"}


def test_nothing_is_hidden_from_staff_and_cams() -> None:
    operation = EnableRowSecurity(
        "Thing", partner_column="partner_id", cam="write", partner="read", partner_hides="is_internal"
    )
    others = [each for each in operation._statements("things") if "TO prm_partner" not in each]
    assert others
    assert not [each for each in others if "is_internal" in each]


def test_without_a_hiding_column_the_rule_is_as_before() -> None:
    operation = EnableRowSecurity("Thing", partner_column="partner_id", partner="read")
    assert partner_policies(operation) == {"prm_partner_select": f"USING ({OWN})"}


def test_it_can_be_written_back_into_a_migration() -> None:
    operation = EnableRowSecurity("Thing", partner_column="partner_id", partner="read", partner_hides="is_internal")
    name, args, kwargs = operation.deconstruct()
    again = EnableRowSecurity(*args, **kwargs)
    assert (name, kwargs["partner_hides"]) == ("EnableRowSecurity", "is_internal")
    assert list(again._statements("things")) == list(operation._statements("things"))


def test_rows_reached_through_another_table_may_be_added_before_anything_points_to_them() -> None:
    operation = EnableRowSecurity("Thing", reached_through=("pointers", "thing_id"), cam="write", partner="write")
    made = partner_policies(operation)
    pointing = f"pointing.tenant_id = {TENANT} AND pointing.thing_id = things.id"
    reached = f"EXISTS (SELECT FROM pointers pointing WHERE {pointing})"
    assert made["prm_partner_select"] == f"USING (tenant_id = {TENANT} AND {reached})"
    assert made["prm_partner_insert"] == f"WITH CHECK (tenant_id = {TENANT})"
    staff = [each for each in operation._statements("things") if "TO prm_staff" in each]
    assert staff and not [each for each in staff if "EXISTS" in each]
    again = EnableRowSecurity(*operation.deconstruct()[1], **operation.deconstruct()[2])
    assert list(again._statements("things")) == list(operation._statements("things"))
