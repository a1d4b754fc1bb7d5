"""Finds who gets the tasks of a step, by its rule. The case is under the lock."""

import re
from collections.abc import Mapping, Sequence

from django.db.models import Count

from province.foundation.text.folding import fold
from province.kernel.cases.commands.bench import Bench
from province.kernel.cases.contracts.values import Holder, PartyRole, TaskState, UnitRole
from province.kernel.cases.errors import NoHolderError
from province.kernel.cases.models.case import CaseParty, CaseUnit
from province.kernel.cases.models.task import Task
from province.kernel.org import public as org
from province.kernel.org.contracts import PostValue
from province.kernel.processes.contracts import HolderKind, HolderRule, Many, Step

_WORDS = re.compile(r"[^a-z0-9]+")


def holders_of(
    *,
    bench: Bench,
    step: Step,
    chosen: int | None,
    again: Mapping[int, int] | None = None,
) -> list[tuple[int, Holder]]:
    """Return the units and holders of the tasks of a step.

    ``again`` names by unit the post that did the step before; where somebody still sits in it, it
    gets the step back.

    :raises NoHolderError: the unit has no such post, or nobody was chosen.
    """
    rule = step.holder
    if rule.kind is HolderKind.APPLICANT:
        return [(bench.case.unit_id, Holder(party_id=_applicant(bench)))]
    if rule.kind is HolderKind.OUTSIDE:
        return [(bench.case.unit_id, Holder(outside=rule.name))]
    doers = _still_there(bench, again or {}) if rule.kind is not HolderKind.DESK else {}
    if doers and step.many is Many.ONE:
        post = list(doers.values())[-1]
        return [(post.agency_id, Holder(post_id=post.id))]
    if rule.kind is HolderKind.CHOSEN:
        return [_chosen(bench, chosen)]
    units = units_with_role(bench=bench, role=rule.unit_role or UnitRole.DECIDES)
    if step.many is Many.ONE:
        units = units[:1]
    return [
        (unit, Holder(post_id=doers[unit].id) if unit in doers else _holder_in(bench, rule, unit))
        for unit in units
    ]


def units_with_role(*, bench: Bench, role: str) -> list[int]:
    """Return the units that have this role in the case now; the unit in charge when none has."""
    found = list(
        CaseUnit.objects.filter(case=bench.case, role=role, until__isnull=True)
        .order_by("pk")
        .values_list("unit_id", flat=True)
    )
    return found or [bench.case.unit_id]


def seated_post(*, bench: Bench, post_id: int) -> PostValue:
    """Return a post that exists now and in which somebody sits, holder or substitute.

    :raises NoHolderError: it has ended, or nobody sits in it.
    """
    post = org.post(post_id=post_id, at=bench.now)
    there = org.posts_with_role(role=post.role, agency_id=post.agency_id, at=bench.now)
    if post.id not in {other.id for other in there} or not _is_seated(post):
        raise NoHolderError(role=post.title)
    return post


def post_with_role(*, bench: Bench, role: str, unit_id: int) -> int | None:
    """Return the post of a unit that gets the next task of a role, or nothing when it has none.

    ``specialist.phong_van_hoa_xa_hoi`` asks for the division too; a longer name that begins so is
    that division (Phòng Kinh tế, Hạ tầng và Đô thị). A unit without it lets the whole unit do it.
    Seats that are taken come before empty ones, then whoever has the fewest open tasks, then the
    older post.
    """
    role, _dot, division = role.partition(".")
    posts = org.posts_with_role(role=role, agency_id=unit_id, at=bench.now)
    if division:
        named = {p: _WORDS.sub("_", fold(p.division_name)) for p in posts}
        exact = [p for p, name in named.items() if name == division]
        # A ward's "Phòng Kinh tế, Hạ tầng và Đô thị" does the work of a "Phòng Kinh tế".
        longer = [p for p, name in named.items() if name.startswith(f"{division}_")]
        posts = tuple(exact or longer) or posts
    seated = [post.id for post in posts if _is_seated(post)] or [post.id for post in posts]
    if len(seated) <= 1:
        return seated[0] if seated else None
    return _least_loaded(seated)


def _holder_in(bench: Bench, rule: HolderRule, unit_id: int) -> Holder:
    if rule.kind is HolderKind.DESK:
        return Holder(desk=rule.name)
    if rule.kind is HolderKind.HEAD:
        return Holder(post_id=org.head_post(agency_id=unit_id, at=bench.now).id)
    post_id = post_with_role(bench=bench, role=rule.name, unit_id=unit_id)
    if post_id is None:
        raise NoHolderError(role=rule.name)
    return Holder(post_id=post_id)


def _still_there(bench: Bench, again: Mapping[int, int]) -> dict[int, PostValue]:
    """Return by unit the posts in which somebody still sits, in the order given."""
    found = {}
    for unit_id, post_id in again.items():
        try:
            found[unit_id] = seated_post(bench=bench, post_id=post_id)
        except NoHolderError:
            continue
    return found


def _least_loaded(post_ids: Sequence[int]) -> int:
    """Return the post with the fewest open tasks, the first of equals."""
    load = dict(
        Task.objects.filter(state=TaskState.OPEN, post_id__in=post_ids)
        .values_list("post_id")
        .annotate(n=Count("pk"))
    )
    return min(post_ids, key=lambda post_id: (load.get(post_id, 0), post_id))


def _chosen(bench: Bench, chosen: int | None) -> tuple[int, Holder]:
    """Return the post that the previous act named; it must belong to a unit of the case."""
    if chosen is None:
        raise NoHolderError(role="chosen")
    post = seated_post(bench=bench, post_id=chosen)
    known = CaseUnit.objects.filter(
        case=bench.case, unit_id=post.agency_id, until__isnull=True
    ).exists()
    if not known and post.agency_id != bench.case.unit_id:
        raise NoHolderError(role=post.title)
    return post.agency_id, Holder(post_id=post.id)


def _applicant(bench: Bench) -> int:
    rows = dict(
        CaseParty.objects.filter(case=bench.case, role__in=[PartyRole.APPLICANT, PartyRole.OWNER])
        .order_by("-pk")
        .values_list("role", "party_id")
    )
    found = rows.get(PartyRole.APPLICANT) or rows.get(PartyRole.OWNER)
    if found is None:
        raise NoHolderError(role="applicant")
    return found


def _is_seated(post: PostValue) -> bool:
    return post.holder_official_id is not None or post.substitute_official_id is not None
