"""Guards on migrations: they tell a story, can be taken back, and stand on their own feet."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

from tests.architecture.app_guards import house_apps
from tests.architecture.tree import NOTHING, name_of, parsed

MANAGERS = {"objects", "_default_manager", "_base_manager"}


def untidy_migrations(_root: Path) -> list[str]:
    """Name the migrations with two heads, without a meaning, or without a way back."""
    loader = MigrationLoader(None)
    faults = []
    found = [config for config in house_apps() if config.label in loader.migrated_apps]
    for config in found:
        heads = [name for app, name in loader.graph.leaf_nodes() if app == config.label]
        if len(heads) != 1:
            faults.append(f"{config.label} has {len(heads)} heads: {', '.join(sorted(heads))}")
        noted = Path(config.path, "migrations", "max_migration.txt")
        last = noted.read_text(encoding="utf-8").strip() if noted.is_file() else "nothing"
        if [last] != heads:
            faults.append(f"{config.label}: max_migration.txt says {last}")
        for (app, _name), migration in sorted(loader.disk_migrations.items()):
            if app == config.label:
                faults += _faults_of_migration(migration)
    return faults if found else [NOTHING]


def _faults_of_migration(migration: Migration) -> Iterator[str]:
    where = f"{migration.app_label}.{migration.name}"
    if "_auto_" in migration.name or "_alter_" in migration.name:
        yield f"{where}: the name does not say what it means"
    for operation in migration.operations:
        if not operation.reversible:
            yield f"{where}: {type(operation).__name__} has no way back"


def migrations_leaning_on_code(root: Path) -> list[str]:
    """Name the migrations that import more of the house than plain contracts."""
    found = sorted(root.glob("province/*/*/migrations/[0-9]*.py"))
    faults = []
    for path in found:
        for node in ast.walk(parsed(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            faults += [
                f"{name_of(path, root)} imports {name}, which will change"
                for name in names
                if name.startswith("province.") and ".contracts" not in name
            ]
    return faults if found else [NOTHING]


def migrations_of_another_role(root: Path) -> list[str]:
    """Name the migrations that read or write rows as the serving role, which owns no fresh table.

    The models of a migration would speak through the connection of the running system; only rows
    asked for `.using(editor.connection.alias)` go through that of whoever migrates.
    """
    found = sorted(root.glob("province/*/*/migrations/[0-9]*.py"))
    faults = []
    for path in found:
        nodes = [*ast.walk(parsed(path))]
        named = {id(node.value) for node in nodes if _is(node, {"using", "db_manager"})}
        faults += [
            f"{name_of(path, root)}: .{node.attr} without .using(editor.connection.alias)"
            for node in nodes
            if _is(node, MANAGERS) and id(node) not in named
        ]
    return faults if found else [NOTHING]


def _is(node: ast.AST, names: set[str]) -> TypeGuard[ast.Attribute]:
    return isinstance(node, ast.Attribute) and node.attr in names
