"""The lines of a step table are written once: a change is a new version."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION processes_steps_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'step_is_written_once' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER step_is_written_once BEFORE UPDATE ON processes_steprow
    FOR EACH ROW EXECUTE FUNCTION processes_steps_never_change();

CREATE FUNCTION processes_steps_of_a_draft_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    version bigint;
BEGIN
    IF TG_OP = 'DELETE' THEN
        version := OLD.version_id;
    ELSE
        version := NEW.version_id;
    END IF;
    IF EXISTS (SELECT 1 FROM processes_processversion v
               WHERE v.id = version AND v.state NOT IN ('draft', 'approved')) THEN
        RAISE EXCEPTION 'step_of_a_draft_only' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER step_of_a_draft_only BEFORE INSERT OR DELETE ON processes_steprow
    FOR EACH ROW EXECUTE FUNCTION processes_steps_of_a_draft_only();
"""
BACKWARD = """
DROP TRIGGER step_of_a_draft_only ON processes_steprow;
DROP FUNCTION processes_steps_of_a_draft_only();
DROP TRIGGER step_is_written_once ON processes_steprow;
DROP FUNCTION processes_steps_never_change();
"""


class Migration(migrations.Migration):
    dependencies = [("processes", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
