"""What a constraint of one row cannot say: due_first is set once, running means no open pause, the journal is dense."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION cases_due_first_is_set_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.due_first IS NOT NULL AND NEW.due_first IS DISTINCT FROM OLD.due_first THEN
        RAISE EXCEPTION 'clock_due_first_is_set_once' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clock_due_first_is_set_once BEFORE UPDATE ON cases_clock
    FOR EACH ROW EXECUTE FUNCTION cases_due_first_is_set_once();

CREATE FUNCTION cases_clock_and_pauses_agree() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    checked bigint;
BEGIN
    IF TG_TABLE_NAME = 'cases_clock' THEN
        checked := NEW.id;
    ELSE
        checked := NEW.clock_id;
    END IF;
    IF EXISTS (
        SELECT 1 FROM cases_clock c
        WHERE c.id = checked
          AND (c.state = 'paused') <> EXISTS (
              SELECT 1 FROM cases_clockspan s WHERE s.clock_id = c.id AND s.until_at IS NULL)
    ) THEN
        RAISE EXCEPTION 'clock_running_means_no_open_pause' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER clock_running_means_no_open_pause
    AFTER INSERT OR UPDATE OF state ON cases_clock DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cases_clock_and_pauses_agree();
CREATE CONSTRAINT TRIGGER clock_span_agrees_with_clock
    AFTER INSERT OR UPDATE ON cases_clockspan DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cases_clock_and_pauses_agree();

CREATE FUNCTION cases_journal_is_dense() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.seq <> 1 AND NOT EXISTS (
        SELECT 1 FROM cases_act a WHERE a.case_id = NEW.case_id AND a.seq = NEW.seq - 1
    ) THEN
        RAISE EXCEPTION 'act_seq_is_dense' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER act_seq_is_dense BEFORE INSERT ON cases_act
    FOR EACH ROW EXECUTE FUNCTION cases_journal_is_dense();
"""
BACKWARD = """
DROP TRIGGER act_seq_is_dense ON cases_act;
DROP FUNCTION cases_journal_is_dense();
DROP TRIGGER clock_span_agrees_with_clock ON cases_clockspan;
DROP TRIGGER clock_running_means_no_open_pause ON cases_clock;
DROP FUNCTION cases_clock_and_pauses_agree();
DROP TRIGGER clock_due_first_is_set_once ON cases_clock;
DROP FUNCTION cases_due_first_is_set_once();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
