"""A first visit of a citizen weighs at most 100 KB; fonts take 67 of them, a page about 8."""

import gzip
from pathlib import Path

STATIC = Path(__file__).resolve().parents[1] / "static" / "ui"
PORTAL = (
    "base.css",
    "components.css",
    "portal.css",
    "icons.svg",
    "emblem.svg",
    "select.svg",
    "js/submit.js",
    "js/autosave.js",
    "js/dialogs.js",
    "js/clocks.js",
)
BUDGET = 22 * 1024


def test_styles_icons_and_scripts_of_the_portal_stay_light() -> None:
    weight = sum(len(gzip.compress((STATIC / name).read_bytes())) for name in PORTAL)

    assert weight <= BUDGET
