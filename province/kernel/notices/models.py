"""The stored shape of notices: what a reader was told, and the messages that left for it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from province.foundation.db.append_only import AppendOnly
from province.foundation.identity.actors import Actor
from province.foundation.messages.contracts import Channel
from province.kernel.notices.contracts import SendingState

STATE_CHOICES = [
    (SendingState.QUEUED, _("Chờ gửi")),
    (SendingState.FAILED, _("Lỗi, đang thử lại")),
    (SendingState.SENT, _("Đã gửi")),
    (SendingState.GIVEN_UP, _("Đã thôi thử")),
    (SendingState.REFUSED, _("Địa chỉ không nhận")),
]
WAITING = [SendingState.QUEUED.value, SendingState.FAILED.value]


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Row sets that have a name in the language of the readers."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the actor's own."""
        if actor.official_id is not None:
            return self.filter(official_id=actor.official_id)
        if actor.party_id is not None:
            return self.filter(party_id=actor.party_id)
        return self.none()

    def unread(self) -> Self:
        """Keep those that nobody has opened."""
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """What one reader was told on one occasion; its words are made when it is read."""

    kind = models.CharField(max_length=60)
    source = models.CharField(max_length=120)
    reader = models.CharField(max_length=64)
    official = models.ForeignKey(
        "org.Official", on_delete=models.PROTECT, null=True, related_name="+"
    )
    party_id = models.BigIntegerField(null=True)
    values = models.JSONField(default=dict)
    link = models.CharField(max_length=300, default="", blank=True)
    case_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("thông báo")
        constraints = [
            models.UniqueConstraint(name="notice_told_once", fields=["kind", "source", "reader"]),
            models.CheckConstraint(
                name="notice_has_one_reader",
                condition=Q(official__isnull=True) | Q(party_id__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["official", "-id"], name="notice_of_official"),
            models.Index(fields=["party_id", "-id"], name="notice_of_party"),
            models.Index(
                fields=["official"],
                name="notice_unread_of_official",
                condition=Q(read_at__isnull=True, official__isnull=False),
            ),
            models.Index(
                fields=["party_id"],
                name="notice_unread_of_party",
                condition=Q(read_at__isnull=True, party_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.source}"


class Sending(models.Model):
    """One message to one address, as it was written when it was queued."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="sendings")
    channel = models.CharField(max_length=5, choices=[(c, c.value) for c in Channel])
    address = models.CharField(max_length=254)
    subject = models.CharField(max_length=300, default="", blank=True)
    text = models.TextField()
    state = models.CharField(max_length=8, choices=STATE_CHOICES, default=SendingState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=100, default="", blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("tin gửi đi")
        constraints = [
            models.UniqueConstraint(
                name="notice_leaves_once_by_a_channel", fields=["notice", "channel"]
            ),
            models.CheckConstraint(
                name="sending_waits_or_is_over",
                condition=Q(state__in=WAITING, next_try_at__isnull=False)
                | (~Q(state__in=WAITING) & Q(next_try_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="sending_sent_has_its_moment",
                condition=Q(state=SendingState.SENT.value, sent_at__isnull=False)
                | (~Q(state=SendingState.SENT.value) & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="sending_state_is_known",
                condition=Q(state__in=[state.value for state in SendingState]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                name="sending_waiting",
                condition=Q(state__in=WAITING),
            ),
            models.Index(fields=["state", "-id"], name="sending_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} #{self.pk}"


class NoticeWording(AppendOnly):
    """Words that were set for a kind of notice from a moment on; nothing is ever changed."""

    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=5, choices=[(c, c.value) for c in Channel])
    language = models.CharField(max_length=5)
    version = models.PositiveIntegerField()
    valid_from = models.DateTimeField()
    title = models.CharField(max_length=300, default="", blank=True)
    text = models.TextField()
    reason = models.CharField(_("lý do"), max_length=300)
    withdraws = models.PositiveIntegerField(null=True)
    set_by = models.CharField(max_length=100)
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("mẫu thông báo")
        constraints = [
            models.UniqueConstraint(
                name="notice_wording_version_once",
                fields=["kind", "channel", "language", "version"],
            ),
            models.CheckConstraint(name="notice_wording_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel} {self.language} v{self.version}"


class ReaderPreference(models.Model):
    """How a reader wants to be told outside the house; without a row, by everything."""

    reader = models.CharField(max_length=64, unique=True)
    by_email = models.BooleanField(default=True)
    by_sms = models.BooleanField(default=True)
    language = models.CharField(max_length=5, default="", blank=True)
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("cách nhận thông báo")

    def __str__(self) -> str:
        return self.reader
