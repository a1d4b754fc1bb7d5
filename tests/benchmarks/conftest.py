"""How a benchmark tells its figures: one line each, with spread and count."""

import math
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

import pytest

MILLI = 1000


@dataclass(frozen=True, slots=True)
class Timed:
    """Figures of one measured thing, in milliseconds."""

    median: float
    p95: float
    worst: float
    count: int


Tell = Callable[[str, Iterable[Callable[[], object]]], Timed]


@pytest.fixture
def tell() -> Tell:
    """Time each call once and print one line; what must be warm is warmed by the caller."""

    def measure(name: str, calls: Iterable[Callable[[], object]]) -> Timed:
        took = []
        for call in calls:
            began = time.perf_counter()
            call()
            took.append((time.perf_counter() - began) * MILLI)
        took.sort()
        p95 = took[math.ceil(len(took) * 0.95) - 1]
        found = Timed(median=median(took), p95=p95, worst=took[-1], count=len(took))
        sys.stdout.write(
            f"\n{name}: median {found.median:.2f} ms, p95 {found.p95:.2f} ms, "
            f"worst {found.worst:.2f} ms, n = {found.count}\n"
        )
        return found

    return measure
