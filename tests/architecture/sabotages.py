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
LATER = "# TO" + "DO: later\n"
NEW_TEMPLATE = f"{CONTEXT}/templates/one_stop/broken.html"
EXTENDS = '{% extends "ui/portal.html" %}\n'


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
        f"{CONTEXT}/contracts.py",
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
LINTED = (
    Sabotage(
        "a signal is imported",
        f"{MODULE}/broken.py",
        '"""Broken."""\n\nfrom django.db.models.signals import post_save\n',
        RUFF,
        "TID251",
    ),
    Sabotage(
        "a form writes by itself",
        f"{CONTEXT}/web/broken.py",
        '"""Broken."""\n\nfrom django.forms import ModelForm\n',
        RUFF,
        "TID251",
    ),
    Sabotage(
        "the clock is read by datetime",
        f"{MODULE}/commands.py",
        "\nfrom datetime import UTC, datetime\n\nBROKEN = datetime.now(tz=UTC)\n",
        RUFF,
        "TID251",
    ),
    Sabotage(
        "an import is relative",
        f"{MODULE}/queries.py",
        "\nfrom . import models\n",
        RUFF,
        "TID252",
    ),
)
WRITTEN = (
    Sabotage(
        "a command reads Django's clock",
        f"{MODULE}/commands.py",
        "\nfrom django.utils import timezone\n\nBROKEN = timezone.now()\n",
        "clock_readers",
        "commands.py:",
    ),
    Sabotage(
        "a command, now a folder, is called by position",
        f"{CONTEXT}/commands/broken.py",
        '"""Broken."""\n\n\ndef break_it(actor: object) -> None:\n    """Break it."""\n',
        "unexplained_use_cases",
        "break_it takes positional arguments",
    ),
    Sabotage(
        "a rule is not explained",
        f"{MODULE}/rules.py",
        "\n\ndef is_broken() -> bool:\n    return True\n",
        "unexplained_use_cases",
        "is_broken has no docstring",
    ),
    Sabotage(
        "a file has 443 lines",
        f"{MODULE}/broken.py",
        "pass\n" * 443,
        "long_files",
        "broken.py has 443 lines",
    ),
    Sabotage(
        "a module is called helpers",
        f"{MODULE}/helpers.py",
        '"""Broken."""\n',
        "homeless_modules",
        "'helpers' is no subject",
    ),
    Sabotage(
        "a package does something on import",
        f"{MODULE}/__init__.py",
        "from province.kernel.numbering import public\n",
        "homeless_modules",
        "numbering/__init__.py is not empty",
    ),
    Sabotage(
        "a model is fetched by name",
        f"{CONTEXT}/queries/broken.py",
        'from django.apps import apps\n\nD = apps.get_model("procedures", "Procedure")\n',
        "models_fetched_by_name",
        "queries/broken.py:3",
    ),
    Sabotage(
        "foundation speaks of government",
        f"{BASE}/broken.py",
        "def fold_dossier_code() -> None: ...\n",
        "government_in_foundation",
        "fold_dossier_code is a word of government",
    ),
    Sabotage(
        "work is left for later",
        f"{MODULE}/rules.py",
        LATER,
        "unfinished_work",
        "numbering/rules.py:",
    ),
    Sabotage(
        "a test names somebody's machine",
        f"{MODULE}/tests/test_broken.py",
        'HERE = "/ro' + 'ot/data"\n',
        "paths_of_a_machine",
        "test_broken.py:1",
    ),
    Sabotage(
        "a rule is switched off without a reason",
        f"{MODULE}/rules.py",
        "BROKEN = 1  # no" + "qa: S105\n",
        "unreasoned_exceptions",
        "numbering/rules.py:",
    ),
    Sabotage(
        "a type is hidden without a reason",
        f"{MODULE}/rules.py",
        "BROKEN = 1  # type: ig" + "nore\n",
        "unreasoned_exceptions",
        "hides a type",
    ),
    Sabotage(
        "a page has a style of its own",
        NEW_TEMPLATE,
        EXTENDS + '{% block content %}<p style="color:red">…</p>{% endblock %}\n',
        "inline_pieces",
        "broken.html:2 carries 'style='",
    ),
    Sabotage(
        "a page has a script of its own",
        NEW_TEMPLATE,
        EXTENDS + "{% block content %}<script>alert(1)</script>{% endblock %}\n",
        "inline_pieces",
        "broken.html:2 carries '<script'",
    ),
    Sabotage(
        "a page stands in no shell", NEW_TEMPLATE, "<p>…</p>\n", "pages_without_shell", NEW_TEMPLATE
    ),
    Sabotage(
        "a component sees the whole page",
        NEW_TEMPLATE,
        EXTENDS + '{% block content %}{% include "ui/_chip.html" %}{% endblock %}\n',
        "open_includes",
        "broken.html:2",
    ),
    Sabotage(
        "an ability that no role grants",
        "province/contexts/procedures/permissions.py",
        '\nBROKEN = "procedures.broken"\n',
        "ungranted_abilities",
        "no role grants 'procedures.broken'",
    ),
    Sabotage(
        "an ability in another's name",
        "province/contexts/procedures/permissions.py",
        '\nBROKEN = "one_stop.broken"\n',
        "ungranted_abilities",
        "'one_stop.broken' does not begin with 'procedures.'",
    ),
    Sabotage(
        "an ability that nobody explains",
        "province/contexts/procedures/permissions.py",
        '\nBROKEN = "procedures.broken"\n',
        "unmentioned_abilities",
        "`procedures.broken` is mentioned in no README",
    ),
    Sabotage(
        "an audit action past the catalogue",
        f"{MODULE}/commands.py",
        '\nrecord(actor=None, action="numbering.broken", target="", changes={})\n',
        "unregistered_actions",
        "'numbering.broken' past register_action",
    ),
    Sabotage(
        "an event in another's name",
        f"{CONTEXT}/events.py",
        '\n\nclass Broken:\n    name: ClassVar[str] = "nobody.broken"\n',
        "odd_events",
        "'nobody.broken' does not begin with 'one_stop.'",
    ),
    Sabotage(
        "an event that nobody explains",
        f"{CONTEXT}/events.py",
        '\n\nclass Broken:\n    name: ClassVar[str] = "one_stop.broken"\n',
        "unmentioned_events",
        "`one_stop.broken` is mentioned in no README",
    ),
    Sabotage(
        "a public function that nobody explains",
        f"{MODULE}/public.py",
        '\n\ndef break_the_counter() -> None:\n    """Break it."""\n',
        "unmentioned_functions",
        "`break_the_counter` is mentioned in no README",
    ),
    Sabotage(
        "an app without a README",
        "province/kernel/broken/apps.py",
        "",
        "apps_without_readme",
        "province/kernel/broken has no README.md",
    ),
    Sabotage(
        "a README that tells no decisions",
        f"{MODULE}/README.md",
        "",
        "apps_without_readme",
        "numbering/README.md has no heading 'Decisions'",
        replaces="Decisions",
    ),
    Sabotage(
        "a module that the map leaves out",
        "province/kernel/broken/apps.py",
        "",
        "untrue_map",
        "ARCHITECTURE.md leaves out `kernel/broken`",
    ),
    Sabotage(
        "a folder of the map that is not there",
        "ARCHITECTURE.md",
        "`kernel/broken`\n",
        "untrue_map",
        "ARCHITECTURE.md draws `kernel/broken`",
    ),
    Sabotage(
        "a word of the glossary that no code says",
        "docs/glossary.md",
        "| việc hỏng | `zzbroken` | x |\n",
        "untrue_glossary",
        "'việc hỏng' is `zzbroken`",
    ),
    Sabotage(
        "a decision without a title",
        "docs/decisions/9999-broken.md",
        "No title.\n",
        "untidy_decisions",
        "9999-broken.md",
    ),
    Sabotage(
        "a setting that operators cannot know",
        "config/settings/parts/broken.py",
        'BROKEN = text("TINHSO_BROKEN")\n',
        "unmentioned_settings",
        "TINHSO_BROKEN",
    ),
    Sabotage(
        "a lock without a hash",
        "requirements.lock",
        "broken==1.0\n",
        "loose_locks",
        "requirements.lock: broken==1.0 has no hash",
    ),
    Sabotage(
        "a lock that names its host",
        "requirements.lock",
        "# from https" + "://packages.example.org/simple\n",
        "loose_locks",
        "requirements.lock names a host",
    ),
    Sabotage(
        "a migration that leans on models",
        f"{MODULE}/migrations/0099_broken.py",
        "from province.kernel.numbering.models import Counter\n",
        "migrations_leaning_on_code",
        "0099_broken.py imports province.kernel.numbering.models",
    ),
)
