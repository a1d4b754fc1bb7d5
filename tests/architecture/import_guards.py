"""Guards on who imports whom, where "the same home on both sides" matters."""

from pathlib import Path

import grimp

from tests.architecture.tree import NOTHING

DOORS = {"public", "contracts", "events", "errors"}
PAGE_PARTS = {"province.kernel.forms.web.widgets", "province.kernel.attachments.web.serving"}
GIVEN_FROM_ABOVE = "registries"
Arrow = tuple[str, str]


def graph_of(root: Path) -> grimp.ImportGraph:
    """Return who imports whom in the province; Python must run in ``root``."""
    return grimp.build_graph(
        "province",
        exclude_type_checking_imports=True,
        cache_dir=str(root / ".import_linter_cache"),
    )


def home_of(module: str) -> str | None:
    """Name the home of a module: a context or a kernel module."""
    parts = module.split(".")
    is_home = parts[1:2] in (["contexts"], ["kernel"]) and len(parts) > 2
    return ".".join(parts[1:3]) if is_home else None


def crossings(graph: grimp.ImportGraph) -> set[Arrow]:
    """Return the imports that go from one home, or from a site, into another home."""
    return {
        (importer, imported)
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if home_of(imported) and home_of(importer) != home_of(imported) and ".tests" not in importer
    }


def is_at_a_door(importer: str, imported: str) -> bool:
    """Tell whether an import meets another home where it may (docs/decisions, "doors")."""
    layer = imported.split(".")[3:4]
    if layer and layer[0] in DOORS:
        return True
    from_site = importer.startswith("province.sites.")
    if layer == ["permissions"]:
        return from_site
    if layer == [GIVEN_FROM_ABOVE]:
        return importer.endswith(".plugs")
    from_page = from_site or importer.split(".")[3:4] in (["web"], ["api"])
    return from_page and imported in PAGE_PARTS


def trespasses(root: Path) -> list[str]:
    """Name the imports that enter another home beside its doors."""
    found = crossings(graph_of(root))
    faults = [f"{a} -> {b}" for a, b in sorted(found) if not is_at_a_door(a, b)]
    return faults if found else [NOTHING]


def circles(root: Path) -> list[str]:
    """Name the arrows between homes that form a circle."""
    arrows = {(home_of(a), home_of(b)) for a, b in crossings(graph_of(root)) if home_of(a)}
    if not arrows:
        return [NOTHING]
    while leaves := {b for _, b in arrows} - {a for a, _ in arrows}:
        arrows = {(a, b) for a, b in arrows if b not in leaves}
    return sorted(f"{a} -> {b}" for a, b in arrows)
