"""Deliberate breaks of the house, each with the guard that must turn red and what it must say.

A break is a file that is written, or a text put at a file's end: neither hangs on today's lines.
"""

from dataclasses import dataclass

LINT, RUFF = "import contracts", "ruff"
CONTEXT, MODULE, BASE = (
    "province/contexts/one_stop",
    "province/kernel/numbering",
    "province/foundation",
)


@dataclass(frozen=True, slots=True)
class Sabotage:
    """One break: where, what is added there (or instead), which guard sees it, what it says."""

    name: str
    path: str
    text: str
    guard: str
    says: str
    replaces: str = ""


def _model(name: str, key: str) -> str:
    return (
        f"\n\nclass {name}(models.Model):\n"
        f"    other = models.ForeignKey({key})\n\n"
        '    class Meta:\n        app_label = "one_stop"\n'
    )


IMPORTS = (
    Sabotage(
        "foundation imports a context",
        f"{BASE}/broken.py",
        "from province.contexts.one_stop import contracts\n",
        LINT,
        "province.foundation is not allowed to import province.contexts",
    ),
    Sabotage(
        "a context imports a site",
        f"{CONTEXT}/queries/broken.py",
        "from province.sites.desk import roles\n",
        LINT,
        "province.contexts is not allowed to import province.sites",
    ),
    Sabotage(
        "a kernel module imports a higher one",
        "province/kernel/org/commands/broken.py",
        "from province.kernel.parties import public\n",
        LINT,
        "province.kernel.org is not allowed to import province.kernel.parties",
    ),
    Sabotage(
        "a model imports commands",
        f"{MODULE}/models.py",
        "\nfrom province.kernel.numbering import commands\n",
        LINT,
        "numbering.models is not allowed to import province.kernel.numbering.commands",
    ),
    Sabotage(
        "queries import commands",
        f"{CONTEXT}/queries/broken.py",
        "from province.contexts.one_stop.commands import filing\n",
        LINT,
        "one_stop.queries is not allowed to import province.contexts.one_stop.commands",
    ),
    Sabotage(
        "one door imports another",
        f"{CONTEXT}/web/broken.py",
        "from province.contexts.one_stop import plugs\n",
        LINT,
        "one_stop.web is not allowed to import province.contexts.one_stop.plugs",
    ),
    Sabotage(
        "a view imports a model",
        f"{CONTEXT}/web/broken.py",
        "from province.contexts.one_stop.models import Dossier\n",
        LINT,
        "one_stop.web is not allowed to import province.contexts.one_stop.models",
    ),
    Sabotage(
        "a job imports a model",
        "province/kernel/attachments/jobs.py",
        "\nfrom province.kernel.attachments import models\n",
        LINT,
        "attachments.jobs is not allowed to import province.kernel.attachments.models",
    ),
    Sabotage(
        "a site imports a model",
        "province/sites/portal/broken.py",
        "from province.kernel.org import models\n",
        LINT,
        "province.sites is not allowed to import province.kernel.org.models",
    ),
    Sabotage(
        "rules import Django",
        f"{MODULE}/rules.py",
        "\nfrom django.db import connection\n",
        LINT,
        "numbering.rules is not allowed to import django",
    ),
    Sabotage(
        "rules reach Django through the refusals",
        f"{MODULE}/rules.py",
        "\nfrom province.kernel.numbering import errors\n",
        LINT,
        "numbering.rules is not allowed to import django",
    ),
    Sabotage(
        "contracts import Django",
        f"{CONTEXT}/contracts/states.py",
        "\nimport django\n",
        LINT,
        "one_stop.contracts is not allowed to import django",
    ),
    Sabotage(
        "a context imports another's model",
        f"{CONTEXT}/queries/broken.py",
        "from province.contexts.procedures.models import Procedure\n",
        "trespasses",
        "one_stop.queries.broken -> province.contexts.procedures.models",
    ),
    Sabotage(
        "a context imports a kernel command past the door",
        f"{CONTEXT}/commands/broken.py",
        "from province.kernel.numbering.commands import next_number\n",
        "trespasses",
        "one_stop.commands.broken -> province.kernel.numbering.commands",
    ),
    Sabotage(
        "a context imports another's abilities",
        f"{CONTEXT}/web/broken.py",
        "from province.contexts.procedures import permissions\n",
        "trespasses",
        "one_stop.web.broken -> province.contexts.procedures.permissions",
    ),
    Sabotage(
        "a command imports a page part",
        f"{CONTEXT}/commands/broken.py",
        "from province.kernel.attachments.web import serving\n",
        "trespasses",
        "one_stop.commands.broken -> province.kernel.attachments.web.serving",
    ),
    Sabotage(
        "two contexts form a circle",
        "province/contexts/procedures/broken.py",
        "from province.contexts.one_stop import public\n",
        "circles",
        "contexts.procedures -> contexts.one_stop",
    ),
)
# Looked at all at once, in one program: loading the house takes seconds.
LOADED = (
    Sabotage(
        "a foreign key by string into another context",
        f"{CONTEXT}/models.py",
        _model("Abroad", '"procedures.Procedure", models.PROTECT, related_name="+"'),
        "foreign_keys_abroad",
        "one_stop.Abroad.other points into another context",
    ),
    Sabotage(
        "a key downstairs that leaves a trace",
        f"{CONTEXT}/models.py",
        _model("Traced", '"org.Agency", models.PROTECT'),
        "foreign_keys_abroad",
        "one_stop.Traced.other leaves a reverse accessor",
    ),
    Sabotage(
        "a role grants what nobody named",
        "province/sites/desk/roles.py",
        '\nROLE_KINDS = (*ROLE_KINDS, RoleKind("x", "X", None, frozenset({"nobody.named"})))\n',
        "unknown_grants",
        "'nobody.named'",
    ),
    Sabotage(
        "a refusal of a case kind has no words",
        f"{CONTEXT}/plugs.py",
        '\n\nclass Half(DossierKind):\n    key = "half"\n    refusals = {}\n\n\n'
        "KINDS.register(Half())\n",
        "incomplete_kinds",
        "kind 'half': 'signed' in 'filed' is refused by 'wrong_phase', without words",
    ),
    Sabotage(
        "an audit action that the catalogue does not show",
        f"{MODULE}/commands.py",
        "\nfrom province.foundation.audit.catalogue import register_action\n\n"
        'BROKEN = register_action("numbering.broken", "Làm hỏng")\n',
        "stale_audit_catalogue",
        "is stale",
    ),
    Sabotage(
        "an audit action of nobody",
        f"{MODULE}/commands.py",
        "\nfrom province.foundation.audit.catalogue import register_action\n\n"
        'BROKEN = register_action("nobody.broken", "Làm hỏng")\n',
        "odd_audit_actions",
        "audit action 'nobody.broken'",
    ),
    Sabotage(
        "a migration without a way back",
        f"{MODULE}/migrations/0099_broken.py",
        "from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n"
        '    dependencies = [("numbering", "0001_initial")]\n'
        '    operations = [migrations.RunSQL("SELECT 1")]\n',
        "untidy_migrations",
        "numbering.0099_broken: RunSQL has no way back",
    ),
    Sabotage(
        "two heads of migrations",
        f"{MODULE}/migrations/0002_broken.py",
        "from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n"
        '    dependencies = [("numbering", "0001_initial")]\n    operations = []\n',
        "untidy_migrations",
        "numbering has 2 heads: 0002_broken, 0099_broken",
    ),
)
