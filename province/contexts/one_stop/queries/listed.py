"""Lists that the law makes of services, each with how far it stands here: data with its source."""

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.db.models import Count

from province.contexts.one_stop.kinds import PROCEDURE_KINDS
from province.contexts.one_stop.models import DossierResult
from province.contexts.one_stop.queries.forms import has_form
from province.contexts.one_stop.queries.plans import with_process
from province.contexts.procedures import public as procedures
from province.contexts.procedures.contracts import VersionState

FACTS = Path(__file__).resolve().parents[1] / "facts"


class ListKey(StrEnum):
    """Which list: services that every province must have, results that must be electronic."""

    ESSENTIAL = "essential"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True)
class ListedProcedure:
    """One procedure of a listed service: what stands, and how many results went out signed."""

    code: str
    name: str
    is_published: bool
    has_form: bool
    has_process: bool
    issues_results: bool
    issued: int

    @property
    def is_whole(self) -> bool:
        """Tell whether it can be filed, followed and answered electronically."""
        return self.is_published and self.has_form and self.has_process and self.issues_results


@dataclass(frozen=True, slots=True)
class ListedService:
    """One line of a list; ``elsewhere`` says where it is decided when that is not here."""

    no: int
    name: str
    elsewhere: str
    procedures: tuple[ListedProcedure, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether one of its procedures can be done here from filing to result."""
        return any(one.is_whole for one in self.procedures)


@dataclass(frozen=True, slots=True)
class ServiceList:
    """A list, where it comes from, and how many of its services stand."""

    key: ListKey
    source: str
    services: tuple[ListedService, ...]

    @property
    def whole(self) -> int:
        """Return how many services can be done here from filing to result."""
        return sum(service.is_whole for service in self.services)

    @property
    def elsewhere(self) -> int:
        """Return how many services others decide and nobody can do here."""
        return sum(bool(one.elsewhere) and not one.is_whole for one in self.services)


def service_list(*, key: ListKey, on: date) -> ServiceList:
    """Return a list with its progress on a day."""
    rows = [row for row in _rows() if row["list"] == key]
    codes = {code for row in rows for code in row["codes"].split(";") if code}
    known = _known(codes, on)
    return ServiceList(
        key=key,
        source=rows[0]["source"],
        services=tuple(
            ListedService(
                no=int(row["no"]),
                name=row["name"],
                elsewhere=row["elsewhere"],
                procedures=tuple(known[code] for code in row["codes"].split(";") if code in known),
            )
            for row in rows
        ),
    )


def _known(codes: Collection[str], on: date) -> Mapping[str, ListedProcedure]:
    followed = with_process(codes=codes, on=on)
    formed = _formed(codes, on)
    issued = _issued(codes)
    return {
        facts.code: ListedProcedure(
            code=facts.code,
            name=facts.name,
            is_published=facts.state is VersionState.PUBLISHED,
            has_form=facts.code in formed,
            has_process=facts.code in followed,
            issues_results=PROCEDURE_KINDS.find(facts.code) is not None,
            issued=issued.get(facts.code, 0),
        )
        for facts in procedures.process_facts(codes=codes)
    }


def _formed(codes: Collection[str], on: date) -> frozenset[str]:
    """Return whose form is approved; procedures that share a form ask once."""
    kinds = {code: kind for code in codes if (kind := PROCEDURE_KINDS.find(code)) is not None}
    first = {kind.form: code for code, kind in kinds.items()}
    approved = {form for form, code in first.items() if has_form(procedure_code=code, on=on)}
    return frozenset(code for code, kind in kinds.items() if kind.form in approved)


def _issued(codes: Collection[str]) -> Mapping[str, int]:
    """Return how many signed and sealed results each procedure has given."""
    rows = DossierResult.objects.filter(
        dossier__procedure_code__in=codes, sealed_version__isnull=False
    ).values_list("dossier__procedure_code")
    return dict(rows.annotate(count=Count("pk")))


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    with (FACTS / "listed_services.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
