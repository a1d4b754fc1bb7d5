"""A worker of the tests: hears of lamps, and may fall asleep over the first one."""

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

LONGER_THAN_ANY_TEST = 600


@dataclass(frozen=True)
class LampSeen:
    """A lamp was seen."""

    name: ClassVar[str] = "tests.lamp_seen"

    lamp: str


def note_lamp(payload: dict[str, Any]) -> None:
    """Write the lamp down; the sleepy worker first tells that it begins, and never ends."""
    folder = Path(os.environ["LAMPS"])
    if "SLEEPY" in os.environ:
        (folder / "begun").touch()
        time.sleep(LONGER_THAN_ANY_TEST)
    with (folder / "heard").open("a", encoding="utf-8") as file:
        file.write(payload["lamp"])


def main() -> None:
    """Work as ``manage.py work`` does."""
    import django  # noqa: PLC0415 -- the settings are set up first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- after setup
    from procrastinate.contrib.django import app  # noqa: PLC0415 -- after setup

    from province.foundation.events import bus  # noqa: PLC0415 -- after setup
    from province.foundation.jobs.tests import lamps  # noqa: PLC0415, PLW0406 -- under its own name

    bus.on(lamps.LampSeen, says="a lamp was seen")(lamps.note_lamp)
    app.periodic_registry.periodic_tasks.clear()  # the clock of the house stands still in tests
    call_command("work", *sys.argv[1:])


if __name__ == "__main__":
    main()
