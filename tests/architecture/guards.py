"""Every guard of the house, by name. ``python -m tests.architecture.guards [name …]`` runs them."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import django

from tests.architecture import import_guards
from tests.architecture.tree import ROOT

Guard = Callable[[Path], list[str]]
# These need no Django, so that they answer at once.
OF_IMPORTS: dict[str, Guard] = {
    guard.__name__: guard for guard in (import_guards.trespasses, import_guards.circles)
}


def all_guards() -> dict[str, Guard]:
    """Return the guards; Django must be set up."""
    from tests.architecture import (  # noqa: PLC0415 -- app_guards needs a Django that is set up
        app_guards,
        code_guards,
        migration_guards,
        paper_guards,
        start_guards,
    )

    found = (
        code_guards.long_files,
        code_guards.homeless_modules,
        code_guards.unexplained_use_cases,
        code_guards.clock_readers,
        code_guards.models_fetched_by_name,
        code_guards.government_in_foundation,
        code_guards.unfinished_work,
        code_guards.paths_of_a_machine,
        code_guards.unreasoned_exceptions,
        code_guards.inline_pieces,
        code_guards.pages_without_shell,
        code_guards.open_includes,
        paper_guards.missing_papers,
        paper_guards.apps_without_readme,
        paper_guards.unmentioned_functions,
        paper_guards.unmentioned_settings,
        paper_guards.untrue_map,
        paper_guards.untrue_glossary,
        paper_guards.untidy_decisions,
        paper_guards.loose_locks,
        *OF_IMPORTS.values(),
        app_guards.foreign_keys_abroad,
        app_guards.ungranted_abilities,
        app_guards.unknown_grants,
        app_guards.unmentioned_abilities,
        app_guards.incomplete_kinds,
        app_guards.odd_audit_actions,
        app_guards.unregistered_actions,
        app_guards.stale_audit_catalogue,
        app_guards.odd_events,
        app_guards.unmentioned_events,
        app_guards.uninstalled_apps,
        migration_guards.untidy_migrations,
        migration_guards.migrations_leaning_on_code,
        migration_guards.migrations_of_another_role,
        start_guards.slow_starts,
    )
    return {guard.__name__: guard for guard in found}


def main(names: list[str]) -> int:
    """Print what these guards find, or all of them; return how the program ends."""
    guards: dict[str, Guard] = dict(OF_IMPORTS)
    if not names or set(names) - set(OF_IMPORTS):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
        django.setup()
        guards = all_guards()
    faults = [f"{name}: {fault}" for name in names or guards for fault in guards[name](ROOT)]
    sys.stdout.write("".join(f"{fault}\n" for fault in faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
