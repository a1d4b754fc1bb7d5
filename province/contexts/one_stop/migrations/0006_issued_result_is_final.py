"""What no role may change: an issued result, and the code that an applicant holds in hand."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION one_stop_issued_result_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.issued_on IS NOT NULL THEN
        RAISE EXCEPTION 'issued_result_is_final' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER issued_result_is_final BEFORE UPDATE OR DELETE ON one_stop_dossierresult
    FOR EACH ROW EXECUTE FUNCTION one_stop_issued_result_is_final();

CREATE FUNCTION one_stop_dossier_code_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.code IS NOT NULL AND NEW.code IS DISTINCT FROM OLD.code THEN
        RAISE EXCEPTION 'dossier_code_is_final' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dossier_code_is_final BEFORE UPDATE ON one_stop_dossier
    FOR EACH ROW EXECUTE FUNCTION one_stop_dossier_code_is_final();
"""
BACKWARD = """
DROP TRIGGER dossier_code_is_final ON one_stop_dossier;
DROP FUNCTION one_stop_dossier_code_is_final();
DROP TRIGGER issued_result_is_final ON one_stop_dossierresult;
DROP FUNCTION one_stop_issued_result_is_final();
"""


class Migration(migrations.Migration):
    dependencies = [("one_stop", "0005_proposal_facts")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
