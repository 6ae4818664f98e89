"""Published and retired versions of question sets never change again: the database itself refuses.

Answers and scores of years are read through them. Only `prm_maint`, with which an operator removes a whole tenant, may
delete them; foreign keys that cascade go on below a version that is gone.
"""

from django.db import migrations

PARTS = ("category", "topic", "question", "option")

CREATE = """
CREATE FUNCTION scorecards_refuse_change_of_frozen_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    version_state text;
    version uuid;
BEGIN
    IF current_user = 'prm_maint' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    FOREACH version IN ARRAY ARRAY[OLD.version_id, NEW.version_id] LOOP
        SELECT state INTO version_state FROM scorecards_questionsetversion WHERE id = version FOR SHARE;
        IF version_state <> 'draft' THEN
            RAISE EXCEPTION 'a version of a question set that was published never changes'
                USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
        END IF;
    END LOOP;
    RETURN coalesce(NEW, OLD);
END $$;

CREATE FUNCTION scorecards_refuse_change_of_frozen_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'draft' OR current_user = 'prm_maint' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'published' AND NEW.state = 'retired'
        AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' THEN
        RETURN NEW;
    END IF;
    -- The set has gone before, and its own trigger let it go.
    IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM scorecards_questionset WHERE id = OLD.question_set_id) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a version of a question set that was published never changes'
        USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END $$;

CREATE FUNCTION scorecards_refuse_removal_of_frozen_set() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user <> 'prm_maint' AND EXISTS (
        SELECT FROM scorecards_questionsetversion WHERE question_set_id = OLD.id AND state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'a question set with a published version cannot be removed'
            USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN OLD;
END $$;
"""
CREATE_TRIGGERS = "".join(
    f"""
CREATE TRIGGER scorecards_frozen_part BEFORE INSERT OR UPDATE OR DELETE ON scorecards_{part}
    FOR EACH ROW EXECUTE FUNCTION scorecards_refuse_change_of_frozen_part();
"""
    for part in PARTS
)
CREATE_TRIGGERS += """
CREATE TRIGGER scorecards_frozen_version BEFORE UPDATE OR DELETE ON scorecards_questionsetversion
    FOR EACH ROW EXECUTE FUNCTION scorecards_refuse_change_of_frozen_version();
CREATE TRIGGER scorecards_frozen_set BEFORE DELETE ON scorecards_questionset
    FOR EACH ROW EXECUTE FUNCTION scorecards_refuse_removal_of_frozen_set();
"""
DROP = "".join(f"DROP TRIGGER scorecards_frozen_part ON scorecards_{part};\n" for part in PARTS)
DROP += """
DROP TRIGGER scorecards_frozen_version ON scorecards_questionsetversion;
DROP TRIGGER scorecards_frozen_set ON scorecards_questionset;
DROP FUNCTION scorecards_refuse_change_of_frozen_part();
DROP FUNCTION scorecards_refuse_change_of_frozen_version();
DROP FUNCTION scorecards_refuse_removal_of_frozen_set();
"""


class Migration(migrations.Migration):
    dependencies = [("scorecards", "0007_metrics_and_settings")]
    operations = [migrations.RunSQL(CREATE + CREATE_TRIGGERS, DROP)]
