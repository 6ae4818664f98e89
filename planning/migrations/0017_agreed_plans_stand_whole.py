"""What was left to the application is the database's too: how a plan begins, becomes active, and keeps its signatures.

A plan begins as a draft and stays its partner's. It is accepted under the partner's signature, and active only from
there and under both. The vendor begins no plan that shows costs, but an amendment of one that does. Whoever is
signed in signs as nobody else, and signatures become void only while a plan is opened again.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION planning_refuse_unsound_start() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user = 'prm_maint' THEN
        RETURN NEW;
    END IF;
    IF NEW.state <> 'draft' THEN
        RAISE EXCEPTION 'a plan begins as a draft' USING ERRCODE = 'restrict_violation';
    END IF;
    IF current_user <> 'prm_partner' AND NEW.cost_sharing IN ('results', 'lines') AND NOT EXISTS (
        SELECT FROM planning_businessplan amended
        WHERE amended.id = NEW.amends_id AND amended.partner_id = NEW.partner_id
          AND amended.cost_sharing = NEW.cost_sharing
    ) THEN
        RAISE EXCEPTION 'only the partner says who sees its costs' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION planning_refuse_unsigned_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    signed text[];
BEGIN
    IF current_user = 'prm_maint' THEN
        RETURN NEW;
    END IF;
    IF NEW.partner_id <> OLD.partner_id THEN
        RAISE EXCEPTION 'a plan stays its partner''s' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = OLD.state OR NEW.state NOT IN ('accepted', 'active') THEN
        RETURN NEW;
    END IF;
    SELECT array_agg(party) INTO signed FROM planning_plansignature
    WHERE tenant_id = NEW.tenant_id AND plan_id = NEW.id AND voided_at IS NULL;
    IF NOT coalesce('partner' = ANY (signed), false) THEN
        RAISE EXCEPTION 'the partner has not signed this plan' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'active' AND (OLD.state <> 'accepted' OR NOT 'vendor' = ANY (signed)) THEN
        RAISE EXCEPTION 'a plan is active once both sides have signed it' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION planning_refuse_signature_of_others() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    signing uuid := nullif(current_setting('app.membership_id', true), '')::uuid;
BEGIN
    IF current_user = 'prm_maint' THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF signing IS NOT NULL AND NEW.member_id IS DISTINCT FROM signing THEN
            RAISE EXCEPTION 'nobody signs as somebody else' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (SELECT state FROM planning_businessplan WHERE tenant_id = OLD.tenant_id AND id = OLD.plan_id) <> 'accepted' THEN
        RAISE EXCEPTION 'a signature becomes void when its plan is opened again' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER planning_sound_start BEFORE INSERT ON planning_businessplan
    FOR EACH ROW EXECUTE FUNCTION planning_refuse_unsound_start();
CREATE TRIGGER planning_signed_step BEFORE UPDATE ON planning_businessplan
    FOR EACH ROW EXECUTE FUNCTION planning_refuse_unsigned_step();
CREATE TRIGGER planning_signature_own BEFORE INSERT OR UPDATE ON planning_plansignature
    FOR EACH ROW EXECUTE FUNCTION planning_refuse_signature_of_others();
"""
DROP = """
DROP TRIGGER planning_signature_own ON planning_plansignature;
DROP TRIGGER planning_signed_step ON planning_businessplan;
DROP TRIGGER planning_sound_start ON planning_businessplan;
DROP FUNCTION planning_refuse_signature_of_others();
DROP FUNCTION planning_refuse_unsigned_step();
DROP FUNCTION planning_refuse_unsound_start();
"""


class Migration(migrations.Migration):
    dependencies = [("planning", "0016_parts_of_one_partner")]
    operations = [migrations.RunSQL(CREATE, DROP)]
