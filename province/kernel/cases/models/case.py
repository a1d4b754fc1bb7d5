"""Cases, and who and what belongs to them."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from province.foundation.identity.actors import Actor, SessionKind
from province.kernel.cases import permissions
from province.kernel.cases.contracts.values import (
    PaperRole,
    PaperState,
    PartyRole,
    Relation,
    Sight,
    TaskState,
    UnitRole,
)
from province.kernel.cases.models.journal import Act
from province.kernel.cases.models.task import Handover, Task


def _one_of(field: str, values: list[str]) -> Q:
    return Q(**{f"{field}__in": values})


class CaseQuerySet(models.QuerySet["Case"]):
    """Row sets that have a name in the language of the officials."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the cases that the actor may see, by rows."""
        if actor.is_anonymous:
            return self.none()
        if actor.session is SessionKind.JOB:
            return self
        seen = Q()
        if actor.party_id is not None:
            mine = Q(case=OuterRef("pk"), party_id=actor.party_id)
            seen |= Q(Exists(CaseParty.objects.filter(mine))) | Q(Exists(Task.objects.filter(mine)))
        if actor.session is SessionKind.PARTNER and actor.name:
            seen |= Q(Exists(Task.objects.filter(case=OuterRef("pk"), outside=actor.name)))
            opened = Act.objects.filter(case=OuterRef("pk"), seq=1, actor=actor.key)
            seen |= Q(Exists(opened))
        if actor.official_id is not None:
            seen |= self._seen_by_official(actor)
        return self.filter(seen) if seen else self.none()

    def _seen_by_official(self, actor: Actor) -> Q:
        """Sight by rows: units of the case, holders of its tasks; test cases within their unit."""
        of_unit = Q(
            Exists(
                CaseUnit.objects.filter(
                    case=OuterRef("pk"), unit_id__in=actor.units, until__isnull=True
                )
            )
        )
        units = Q(sight__in=[Sight.OPEN, Sight.UNIT]) & of_unit
        if actor.can(permissions.SEE_ALL):
            everywhere = permissions.SEE_ALL in actor.abilities
            there = Q() if everywhere else Q(unit_id__in=actor.units_with(permissions.SEE_ALL))
            units |= Q(sight=Sight.UNIT) & there
        ours = Q(is_test=False) | Q(unit_id__in=actor.units)
        return (units | self._named(actor) | Q(sight=Sight.OPEN)) & ours

    def _named(self, actor: Actor) -> Q:
        """Who needs to know: the post that opened it, and who has, had or may take a task."""
        held = Q(official_id=actor.official_id)
        held |= Q(post_id__in=actor.posts) | Q(done_by_post_id__in=actor.posts)
        held |= Q(claimed_by_id__in=actor.posts)
        for unit_id, desk in sorted(actor.desks):
            free = Q(state=TaskState.OPEN, claimed_by__isnull=True)
            held |= Q(unit_id=unit_id, desk=desk) & free
        passed = Q(from_post_id__in=actor.posts) | Q(to_post_id__in=actor.posts)
        passages = Handover.objects.filter(passed, task__case=OuterRef("pk"))
        opened = Act.objects.filter(case=OuterRef("pk"), seq=1, post_id__in=actor.posts)
        return (
            Q(Exists(Task.objects.filter(held, case=OuterRef("pk"))))
            | Q(Exists(passages))
            | (Q(sight=Sight.NAMED) & Q(Exists(opened)))
        )

    def in_reach(self, actor: Actor, ability: str) -> Self:
        """Keep what the actor sees, and what lies in a unit in which they hold this ability.

        For acts that rearrange cases of a unit without showing them; test cases stay in their unit.
        """
        everywhere = ability in actor.abilities
        there = Q() if everywhere else Q(unit_id__in=actor.units_with(ability))
        ours = Q(is_test=False) | Q(unit_id__in=actor.units)
        return self.visible_to(actor) | self.filter(there & ours)


class Case(models.Model):
    """One matter from opening to closing. ``root`` is empty for a case that stems from none."""

    kind = models.CharField(max_length=40)
    code = models.CharField(_("mã"), max_length=60, unique=True, null=True)  # noqa: DJ001 -- unique once given
    title = models.CharField(_("nội dung"), max_length=500)
    search = models.TextField(default="", blank=True)
    unit = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    root = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    phase = models.CharField(max_length=40)
    sight = models.CharField(max_length=5, choices=[(s, s.value) for s in Sight])
    facts = models.JSONField(default=dict)
    plan_version = models.ForeignKey(
        "processes.ProcessVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=40, default="", blank=True)
    is_test = models.BooleanField(default=False)
    journal_seq = models.PositiveIntegerField(default=0)
    journal_head = models.CharField(max_length=64, default="", blank=True)
    undo = models.JSONField(null=True)  # what undoing the last act needs, with its number

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_closed_has_outcome",
                condition=Q(closed_at__isnull=True, outcome="")
                | (Q(closed_at__isnull=False) & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="case_sight_is_known", condition=_one_of("sight", [s.value for s in Sight])
            ),
            models.CheckConstraint(
                name="case_closed_after_opening",
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=models.F("opened_at")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "kind", "-id"],
                name="case_open_by_unit",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(fields=["unit", "kind", "-opened_at"], name="case_by_unit"),
            GinIndex(name="case_search", fields=["search"], opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.code or f"{self.kind} #{self.pk}"


class CaseLink(models.Model):
    """How one case stands to another."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links")
    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=12, choices=[(r, r.value) for r in Relation])

    class Meta:
        constraints = [
            models.UniqueConstraint(name="case_link_once", fields=["case", "other", "relation"]),
            models.CheckConstraint(
                name="case_link_not_to_itself", condition=~Q(case=models.F("other"))
            ),
            models.CheckConstraint(
                name="case_link_relation_is_known",
                condition=_one_of("relation", [r.value for r in Relation]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.relation} {self.other_id}"


class CaseUnit(models.Model):
    """A unit that has to do with a case: who may see it, as rows."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=[(r, r.value) for r in UnitRole])
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="case_unit_once_at_a_time",
                fields=["case", "unit", "role"],
                condition=Q(until__isnull=True),
            ),
            models.CheckConstraint(
                name="case_unit_role_is_known",
                condition=_one_of("role", [r.value for r in UnitRole]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "case"], name="case_unit_now", condition=Q(until__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.role} {self.unit_id}"


class CaseParty(models.Model):
    """A person whose matter it is."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    party = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=9, choices=[(r, r.value) for r in PartyRole])

    class Meta:
        constraints = [
            models.UniqueConstraint(name="case_party_once", fields=["case", "party", "role"]),
            models.CheckConstraint(
                name="case_party_role_is_known",
                condition=_one_of("role", [r.value for r in PartyRole]),
            ),
        ]
        indexes = [models.Index(fields=["party", "-case"], name="case_by_party")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.role} {self.party_id}"


class CasePaper(models.Model):
    """A paper in a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    attachment_version = models.ForeignKey(
        "attachments.AttachmentVersion", on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=10, choices=[(r, r.value) for r in PaperRole])
    name = models.CharField(max_length=300)
    state = models.CharField(
        max_length=8, choices=[(s, s.value) for s in PaperState], default=PaperState.GIVEN
    )
    why = models.TextField(default="", blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_paper_marked_says_why", condition=~Q(state="marked") | ~Q(why="")
            ),
            models.CheckConstraint(
                name="case_paper_role_is_known",
                condition=_one_of("role", [r.value for r in PaperRole]),
            ),
            models.CheckConstraint(
                name="case_paper_state_is_known",
                condition=_one_of("state", [s.value for s in PaperState]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.role} {self.name}"
