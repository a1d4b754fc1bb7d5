"""Pauses that are deleted count too; every change of a due moment has its row; a closed case has nothing open."""

from django.db import migrations, models

FORWARD = """
CREATE OR REPLACE FUNCTION cases_clock_and_pauses_agree() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    checked bigint;
BEGIN
    IF TG_TABLE_NAME = 'cases_clock' THEN
        checked := NEW.id;
    ELSIF TG_OP = 'DELETE' THEN
        checked := OLD.clock_id;
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
DROP TRIGGER clock_span_agrees_with_clock ON cases_clockspan;
CREATE CONSTRAINT TRIGGER clock_span_agrees_with_clock
    AFTER INSERT OR UPDATE OR DELETE ON cases_clockspan DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cases_clock_and_pauses_agree();

CREATE FUNCTION cases_due_change_has_its_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.due_at IS NOT NULL AND NEW.due_at IS DISTINCT FROM OLD.due_at AND NOT EXISTS (
        SELECT 1 FROM cases_clockmove m
        WHERE m.clock_id = NEW.id AND m.becomes IS NOT DISTINCT FROM NEW.due_at
    ) THEN
        RAISE EXCEPTION 'clock_due_change_has_its_move' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER clock_due_change_has_its_move
    AFTER UPDATE OF due_at ON cases_clock DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cases_due_change_has_its_move();

CREATE FUNCTION cases_closed_case_has_nothing_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    checked bigint;
BEGIN
    IF TG_TABLE_NAME = 'cases_case' THEN
        checked := NEW.id;
    ELSE
        checked := NEW.case_id;
    END IF;
    IF EXISTS (SELECT 1 FROM cases_case c WHERE c.id = checked AND c.closed_at IS NOT NULL)
       AND (EXISTS (SELECT 1 FROM cases_task t
                    WHERE t.case_id = checked AND t.state IN ('open', 'waiting'))
            OR EXISTS (SELECT 1 FROM cases_clock k
                       WHERE k.case_id = checked AND k.state <> 'stopped')) THEN
        RAISE EXCEPTION 'closed_case_has_nothing_open' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER case_closed_has_nothing_open
    AFTER INSERT OR UPDATE OF closed_at ON cases_case DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.closed_at IS NOT NULL)
    EXECUTE FUNCTION cases_closed_case_has_nothing_open();
CREATE CONSTRAINT TRIGGER task_open_needs_open_case
    AFTER INSERT OR UPDATE OF state ON cases_task DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state IN ('open', 'waiting'))
    EXECUTE FUNCTION cases_closed_case_has_nothing_open();
CREATE CONSTRAINT TRIGGER clock_going_needs_open_case
    AFTER INSERT OR UPDATE OF state ON cases_clock DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state <> 'stopped')
    EXECUTE FUNCTION cases_closed_case_has_nothing_open();
"""
BACKWARD = """
DROP TRIGGER clock_going_needs_open_case ON cases_clock;
DROP TRIGGER task_open_needs_open_case ON cases_task;
DROP TRIGGER case_closed_has_nothing_open ON cases_case;
DROP FUNCTION cases_closed_case_has_nothing_open();
DROP TRIGGER clock_due_change_has_its_move ON cases_clock;
DROP FUNCTION cases_due_change_has_its_move();
DROP TRIGGER clock_span_agrees_with_clock ON cases_clockspan;
CREATE CONSTRAINT TRIGGER clock_span_agrees_with_clock
    AFTER INSERT OR UPDATE ON cases_clockspan DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cases_clock_and_pauses_agree();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_guards")]
    operations = [
        migrations.AlterField(
            model_name="clockmove", name="ground", field=models.TextField(blank=True, default="")
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
