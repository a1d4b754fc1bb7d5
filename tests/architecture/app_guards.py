"""Guards on the loaded house: models, abilities, kinds, audit actions."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.db import models
from django.urls import NoReverseMatch, reverse

from province.contexts.exchange.registries import SCOPES
from province.foundation.audit.catalogue import ACTIONS, catalogue_page, load_house
from province.foundation.db.append_only import AppendOnly
from province.foundation.events.bus import subscribers
from province.kernel.cases.contracts.kinds import KINDS, CaseKind, No, Yes
from province.kernel.org.registries import ROLES
from tests.architecture import tree
from tests.architecture.import_guards import home_of
from tests.architecture.paper_guards import unmentioned
from tests.architecture.tree import NOTHING, name_of

# Abilities that no post carries: jobs, the self-check and imports act with them, and only they.
# Each stands here after somebody has looked at who uses it.
FOR_JOBS_ALONE = {
    "cases.act_for_outside": "what an outside system answers comes in through a job",
    "cases.anchor": "the hourly anchor of the journals",
    "org.open_one_time_account": "the self-check's own accounts",
}
CATALOGUE = "docs/audit-catalogue.md"


def house_apps() -> list[AppConfig]:
    """Return the apps of the house as Django has loaded them."""
    return [config for config in apps.get_app_configs() if config.name.startswith("province.")]


def foreign_keys_abroad(_root: Path) -> list[str]:
    """Name the keys that point into another context, or leave a trace in the kernel."""
    found = [model for model in apps.get_models() if home_of(model.__module__)]
    faults = []
    for model in found:
        for field in _keys(model):
            target = field.related_model
            assert not isinstance(target, str)
            abroad = home_of(target.__module__)
            if abroad == home_of(model.__module__):
                continue
            if (abroad or "").startswith("contexts."):
                faults.append(f"{field} points into another context")
            if field.remote_field.related_name != "+":
                faults.append(f"{field} leaves a reverse accessor; say related_name='+'")
    return faults if found else [NOTHING]


def _keys(model: type[models.Model]) -> Iterator[Any]:
    for field in model._meta.get_fields():  # noqa: SLF001 -- Django calls _meta public
        if isinstance(field, models.ForeignKey | models.ManyToManyField):
            yield field


def append_only_models() -> list[type[models.Model]]:
    """Return the models whose rows are written once."""
    return [model for model in apps.get_models() if issubclass(model, AppendOnly)]


def abilities(root: Path) -> dict[str, Path]:
    """Return every ability, with the file that names it."""
    files = [path / "permissions.py" for path in tree.apps(root)]
    return {
        ability: path
        for path in files
        if path.is_file()
        for ability in tree.constants(path).values()
    }


def ungranted_abilities(root: Path) -> list[str]:
    """Name the abilities that no role grants, and those that are named in two places or oddly."""
    named, granted = abilities(root), _granted()
    faults = [
        f"{name_of(path, root)}: no role grants '{ability}'"
        for ability, path in named.items()
        if ability not in granted and ability not in FOR_JOBS_ALONE
    ]
    faults += [
        f"{name_of(path, root)}: '{ability}' does not begin with '{path.parent.name}.'"
        for ability, path in named.items()
        if not ability.startswith(f"{path.parent.name}.")
    ]
    faults += [
        f"'{ability}' is for jobs alone, yet a role grants it"
        for ability in granted & {*FOR_JOBS_ALONE}
    ]
    faults += [
        f"'{ability}' is listed for jobs, but gone" for ability in {*FOR_JOBS_ALONE} - {*named}
    ]
    return faults if named else [NOTHING]


def unknown_grants(root: Path) -> list[str]:
    """Name the abilities that roles grant and nobody has named."""
    granted = _granted()
    faults = [
        f"a role grants '{a}', which no permissions.py names" for a in granted - {*abilities(root)}
    ]
    return faults if granted else [NOTHING]


def _granted() -> set[str]:
    """Return what posts may do by their roles, and partners by their scopes."""
    by_roles = {ability for role in ROLES for ability in role.abilities}
    return by_roles | {ability for scope in SCOPES for ability in scope.abilities}


def unmentioned_abilities(root: Path) -> list[str]:
    """Name the abilities that nobody has written down."""
    return unmentioned(root, {name: path.parent for name, path in abilities(root).items()})


def unmentioned_events(root: Path) -> list[str]:
    """Name the events that nobody has written down."""
    return unmentioned(root, {name: path.parent for name, path in event_names(root).items()})


def uninstalled_apps(root: Path) -> list[str]:
    """Name the folders with an ``apps.py`` that Django does not know."""
    loaded = {Path(config.path) for config in house_apps()}
    return [
        f"{name_of(path, root)} is not installed" for path in tree.apps(root) if path not in loaded
    ]


def incomplete_kinds(_root: Path) -> list[str]:
    """Name what is missing from the case kinds that contexts have registered."""
    found = list(KINDS)
    return [fault for kind in found for fault in _faults_of(kind)] if found else [NOTHING]


def _faults_of(kind: CaseKind) -> Iterator[str]:
    where = f"kind '{kind.key}'"
    for what in ("phases", "acts", "outcomes", "refusals"):
        for key, words in getattr(kind, what).items():
            if not str(words).strip():
                yield f"{where}: no words for {what} '{key}'"
    for phase in kind.phases:
        for act in kind.acts:
            answer = kind.may(act, {}, phase, ())
            if isinstance(answer, No) and answer.code not in kind.refusals:
                yield f"{where}: '{act}' in '{phase}' is refused by '{answer.code}', without words"
            if isinstance(answer, Yes) and kind.phase_after(act, {}, phase) not in kind.phases:
                yield f"{where}: '{act}' in '{phase}' leads to no phase"
    page = kind.page_of(1, "H01.001-261121-0001")
    try:
        reverse(page.name, kwargs=dict(page.kwargs))
    except NoReverseMatch:
        yield f"{where}: its page '{page.name}' has no address"


def odd_audit_actions(_root: Path) -> list[str]:
    """Name the audit actions that are not named after an app, or have no sentence."""
    load_house()
    labels = {config.label for config in house_apps()}
    faults = [
        f"audit action '{action.code}' is not '<app>.<what happened>' with a sentence"
        for action in ACTIONS
        if action.code.partition(".")[0] not in labels or not str(action.sentence).strip()
    ]
    return faults if len(ACTIONS) else [NOTHING]


def unregistered_actions(root: Path) -> list[str]:
    """Name the actions that a command records by a text of its own, past the catalogue."""
    found = tree.in_layers(root, "commands")
    faults = []
    for path in found:
        for node in ast.walk(tree.parsed(path)):
            if not isinstance(node, ast.Call):
                continue
            for word in node.keywords:
                if word.arg == "action" and isinstance(word.value, ast.Constant):
                    where = f"{name_of(path, root)}:{word.value.lineno}"
                    faults.append(f"{where} records {word.value.value!r} past register_action")
    return faults if found else [NOTHING]


def stale_audit_catalogue(root: Path) -> list[str]:
    """Tell whether the page of the audit catalogue is the generated one."""
    load_house()
    page = root / CATALOGUE
    is_fresh = page.is_file() and page.read_text(encoding="utf-8") == catalogue_page()
    return [] if is_fresh else [f"{CATALOGUE} is stale: ./manage.py audit_catalogue > {CATALOGUE}"]


def event_names(root: Path) -> dict[str, Path]:
    """Return the name of every event, with the file that declares it."""
    files = [home / "events.py" for home in tree.homes(root)]
    return {
        str(node.value.value): path
        for path in files
        if path.is_file()
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.value, ast.Constant)
        and ast.unparse(node.target) == "name"
    }


def odd_events(root: Path) -> list[str]:
    """Name the events of another's name, and the subscribers to what nobody emits."""
    found = event_names(root)
    faults = [
        f"{name_of(path, root)}: '{name}' does not begin with '{path.parent.name}.'"
        for name, path in found.items()
        if not name.startswith(f"{path.parent.name}.")
    ]
    unheard = {name for name in subscribers() if not name.startswith("tests.")} - {*found}
    faults += [f"somebody subscribes to '{name}', which no events.py declares" for name in unheard]
    return faults if found else [NOTHING]
