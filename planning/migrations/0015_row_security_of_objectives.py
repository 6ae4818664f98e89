"""Who reaches the objectives of a plan, and that those of an agreed plan stand.

What came of an objective that is counted by hand can still be entered: the trigger on targets looks at all columns but
those.
"""

from django.db import migrations

from prm.tenancy.row_security import EnableRowSecurity

PLAN = "planning_businessplan"
CREATE = """
CREATE TRIGGER planning_agreed_part BEFORE INSERT OR UPDATE OR DELETE ON planning_planobjective
    FOR EACH ROW EXECUTE FUNCTION planning_refuse_change_of_agreed_part();
CREATE TRIGGER planning_agreed_part BEFORE INSERT OR DELETE ON planning_objectivetarget
    FOR EACH ROW EXECUTE FUNCTION planning_refuse_change_of_agreed_part();
CREATE TRIGGER planning_agreed_target BEFORE UPDATE ON planning_objectivetarget FOR EACH ROW
    WHEN (to_jsonb(OLD) - ARRAY['actual_entered', 'entered_by_name', 'entered_at']
        IS DISTINCT FROM to_jsonb(NEW) - ARRAY['actual_entered', 'entered_by_name', 'entered_at'])
    EXECUTE FUNCTION planning_refuse_change_of_agreed_part();
"""
DROP = """
DROP TRIGGER planning_agreed_target ON planning_objectivetarget;
DROP TRIGGER planning_agreed_part ON planning_objectivetarget;
DROP TRIGGER planning_agreed_part ON planning_planobjective;
"""


class Migration(migrations.Migration):
    dependencies = [("planning", "0014_objectives")]
    operations = [
        *(
            EnableRowSecurity(
                model, partner_column="partner_id", partner_within=(PLAN, "plan_id"), cam="write", partner="write"
            )
            for model in ("PlanObjective", "ObjectiveTarget")
        ),
        migrations.RunSQL(CREATE, DROP),
    ]
