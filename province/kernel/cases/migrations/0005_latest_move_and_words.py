"""A due moment is that of the latest move; the words of a hand-over stand in its act alone."""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION cases_due_change_has_its_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.due_at IS NOT NULL AND NEW.due_at IS DISTINCT FROM OLD.due_at AND NOT EXISTS (
        SELECT 1 FROM cases_clock c JOIN cases_clockmove m ON m.id = (
            SELECT max(latest.id) FROM cases_clockmove latest WHERE latest.clock_id = c.id)
        WHERE c.id = NEW.id AND m.becomes IS NOT DISTINCT FROM c.due_at
    ) THEN
        RAISE EXCEPTION 'clock_due_change_has_its_move' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
UPDATE cases_handover h SET act_seq = a.seq, note = ''
    FROM cases_act a
    WHERE a.name = 'passed_on' AND a.task_id = h.task_id AND a.recorded_at = h.given_at
      AND (a.params ->> 'to')::bigint = h.to_post_id AND h.note <> '';
"""
BACKWARD = """
CREATE OR REPLACE FUNCTION cases_due_change_has_its_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.due_at IS NOT NULL AND NEW.due_at IS DISTINCT FROM OLD.due_at AND NOT EXISTS (
        SELECT 1 FROM cases_clockmove m
        WHERE m.clock_id = NEW.id AND m.becomes IS NOT DISTINCT FROM NEW.due_at
    ) THEN
        RAISE EXCEPTION 'clock_due_change_has_its_move' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_anchored_heads_and_guards")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
