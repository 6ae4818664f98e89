"""What both sides agreed on never changes again: the database itself refuses, whoever asks.

Only `prm_maint`, with which an operator removes a whole tenant, may; foreign keys that cascade go on below a plan or a
partner that is gone. Rows may be written while a plan is a draft or shared. Who sees the partner's costs is for the
partner to say, who accepts is the partner, and each side signs for itself.
"""

from django.db import migrations

PARTS = ("planline", "planscenario", "planoutcome", "planprofit", "planperson", "plancost", "planmoney")

CREATE = """
CREATE FUNCTION planning_refuse_change_of_agreed_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    plan_state text;
    plan uuid;
BEGIN
    IF current_user = 'prm_maint' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM partners_partner WHERE id = OLD.partner_id) THEN
        RETURN OLD;
    END IF;
    FOREACH plan IN ARRAY ARRAY[OLD.plan_id, NEW.plan_id] LOOP
        SELECT state INTO plan_state FROM planning_businessplan WHERE id = plan FOR SHARE;
        IF plan_state NOT IN ('draft', 'shared') THEN
            RAISE EXCEPTION 'a plan that was accepted does not change: reopen or amend it'
                USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
        END IF;
    END LOOP;
    RETURN coalesce(NEW, OLD);
END $$;

CREATE FUNCTION planning_refuse_change_of_agreed_plan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    still_moving text[] := ARRAY['state', 'cost_sharing', 'updated_at', 'shared_at', 'accepted_at', 'activated_at',
        'closed_at', 'closing_reason'];
BEGIN
    IF current_user = 'prm_maint' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF OLD.state IN ('draft', 'shared') OR NOT EXISTS (SELECT FROM partners_partner WHERE id = OLD.partner_id) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'a plan that was accepted cannot be removed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.cost_sharing <> OLD.cost_sharing AND current_user <> 'prm_partner' THEN
        RAISE EXCEPTION 'only the partner says who sees its costs' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.is_vendor_draft AND NOT OLD.is_vendor_draft THEN
        RAISE EXCEPTION 'a plan that both sides see is not hidden again' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'accepted' AND OLD.state <> 'accepted' AND current_user <> 'prm_partner' THEN
        RAISE EXCEPTION 'only the partner accepts a plan' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'active' AND OLD.state <> 'active' AND current_user = 'prm_partner' THEN
        RAISE EXCEPTION 'only the vendor approves a plan' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> OLD.state AND NOT (
        OLD.state IN ('draft', 'shared')
        OR OLD.state = 'accepted' AND NEW.state IN ('shared', 'active', 'closed')
        OR OLD.state = 'active' AND NEW.state IN ('amended', 'closed')
    ) THEN
        RAISE EXCEPTION 'a plan does not go back from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state NOT IN ('draft', 'shared') AND to_jsonb(NEW) - still_moving <> to_jsonb(OLD) - still_moving THEN
        RAISE EXCEPTION 'a plan that was accepted does not change: reopen or amend it'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION planning_refuse_change_of_signature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    voiding text[] := ARRAY['voided_at', 'voided_by_name', 'void_reason'];
BEGIN
    IF current_user = 'prm_maint' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF (NEW.party = 'partner') <> (current_user = 'prm_partner') THEN
            RAISE EXCEPTION 'each side signs for itself' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' AND (
        NOT EXISTS (SELECT FROM planning_businessplan WHERE id = OLD.plan_id)
        OR NOT EXISTS (SELECT FROM partners_partner WHERE id = OLD.partner_id)
    ) THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.voided_at IS NULL AND NEW.voided_at IS NOT NULL
        AND to_jsonb(NEW) - voiding = to_jsonb(OLD) - voiding THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a signature never changes' USING ERRCODE = 'restrict_violation';
END $$;
"""
CREATE_TRIGGERS = "".join(
    f"""
CREATE TRIGGER planning_agreed_part BEFORE INSERT OR UPDATE OR DELETE ON planning_{part}
    FOR EACH ROW EXECUTE FUNCTION planning_refuse_change_of_agreed_part();
"""
    for part in PARTS
)
CREATE_TRIGGERS += """
CREATE TRIGGER planning_agreed_plan BEFORE UPDATE OR DELETE ON planning_businessplan
    FOR EACH ROW EXECUTE FUNCTION planning_refuse_change_of_agreed_plan();
CREATE TRIGGER planning_signature BEFORE INSERT OR UPDATE OR DELETE ON planning_plansignature
    FOR EACH ROW EXECUTE FUNCTION planning_refuse_change_of_signature();
"""
DROP = "".join(f"DROP TRIGGER planning_agreed_part ON planning_{part};\n" for part in PARTS)
DROP += """
DROP TRIGGER planning_agreed_plan ON planning_businessplan;
DROP TRIGGER planning_signature ON planning_plansignature;
DROP FUNCTION planning_refuse_change_of_agreed_part();
DROP FUNCTION planning_refuse_change_of_agreed_plan();
DROP FUNCTION planning_refuse_change_of_signature();
"""


class Migration(migrations.Migration):
    dependencies = [("planning", "0011_row_security_of_agreement")]
    operations = [migrations.RunSQL(CREATE + CREATE_TRIGGERS, DROP)]
