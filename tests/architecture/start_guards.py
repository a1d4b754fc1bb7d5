"""Guards on what a start loads: large libraries wait until somebody needs them."""

import os
import subprocess
import sys
from pathlib import Path

# Together they take as long to load as all the rest: signing, papers, spreadsheets, file checks.
SLOW_TO_LOAD = (
    "PIL",
    "aiohttp",
    "asn1crypto",
    "babel",
    "cryptography.x509",
    "httpx",
    "lxml",
    "numpy",
    "openpyxl",
    "puremagic",
    "pyhanko",
    "pyhanko_certvalidator",
    "pypdfium2",
    "python_calamine",
    "segno",
    "typst",
)
LOOKED = "looked"
WATCH = """
import os, sys, traceback

here, slow = os.path.join(os.getcwd(), ""), set(sys.argv[1:])

class Watch:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name in slow:
            slow.remove(name)
            ours = [one for one in traceback.extract_stack() if one.filename.startswith(here)]
            ours = [one for one in ours if "site-packages" not in one.filename]
            where = f"{ours[-1].filename.removeprefix(here)}:{ours[-1].lineno}" if ours else "?"
            print(f"{where} loads {name} at every start; import it where it is used")

sys.meta_path.insert(0, Watch)
import config.wsgi
import province.foundation.jobs.management.commands.work
print("looked")
"""


def slow_starts(root: Path) -> list[str]:
    """Name the libraries that web and worker load although no start needs them, and who does it."""
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(  # noqa: S603 -- our own program on our own tree
        [sys.executable, "-c", WATCH, *SLOW_TO_LOAD],
        cwd=root,
        env={**environment, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    said = done.stdout.splitlines()
    if LOOKED not in said:
        return [f"web and worker could not be loaded: {done.stderr[-1000:]}"]
    return [line for line in said if line != LOOKED]
