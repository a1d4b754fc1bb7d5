"""Pages: the signing keys and seals in use; issuing, unlocking and revoking them."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.foundation.ui.contracts import Crumb, KeyValue
from province.foundation.ui.formats import format_date
from province.foundation.web.asked import id_in
from province.kernel.org import public as org
from province.kernel.signing import public as signing
from province.kernel.signing.contracts import KeptCredential, OfficialHolder, SealHolder
from province.kernel.signing.errors import (
    MayNotManageCredentialsError,
    NoCredentialError,
    WeakPinError,
)
from province.sites.console import words
from province.sites.console.chance import new_pin
from province.sites.console.days import local_day
from province.sites.console.forms.fields import ConfirmForm, chosen
from province.sites.console.forms.keys import IssueForm
from province.sites.console.once import only_once
from province.sites.console.views.acting import ActPage, ConsolePage, Secret, SecretPage
from province.sites.console.views.listing import PAGE, ListPage
from province.sites.console.views.officials import crumbs_to_officials

LOCKED, OPEN = "bi-khoa", "dang-mo"
CLERK = "clerk"


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the list: whose it is, who keeps it, how it stands."""

    kept: KeptCredential
    keepers: str
    until: str
    is_over: bool


class KeyManager(ConsolePage):
    """A page for whoever manages credentials."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever manages credentials.

        :raises MayNotManageCredentialsError: the actor does not.
        """
        super().setup(request, *args, **kwargs)
        if not self.actor.can(words.MANAGE_KEYS):
            raise MayNotManageCredentialsError


def crumbs_to_keys() -> tuple[Crumb, ...]:
    """Return the path to the list of keys."""
    return (Crumb(label=_("Khóa ký số"), url=reverse("console:locked_keys")),)


class KeyList(KeyManager, ListPage):
    """The credentials in use; a locked one can be unlocked here."""

    template_name = "console/keys.html"
    filters: ClassVar[dict[str, tuple[str, ...]]] = {"khoa": (LOCKED, OPEN)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the page of the list that the address asks for."""
        asked = self.asked.get("khoa")
        kept, numbers = signing.credentials_in_use(
            actor=self.actor,
            words=self.words,
            is_locked=None if asked is None else asked == LOCKED,
            page=self.page,
            size=PAGE,
        )
        names = org.official_names(ids={k.official_id for one in kept for k in one.keepers})
        return super().get_context_data(
            total=numbers.total,
            rows=tuple(self._row(one, names) for one in kept),
            pages=self.pages(numbers),
            chips=self.chips(
                "khoa",
                (("", _("Tất cả")), (LOCKED, _("Đang bị khóa")), (OPEN, _("Không bị khóa"))),
            ),
            bodies=org.bodies(on=local_day(self.now)),
            **kwargs,
        )

    def _row(self, kept: KeptCredential, names: dict[int, str]) -> KeyRow:
        until = kept.credential.valid_until
        return KeyRow(
            kept=kept,
            keepers=", ".join(names.get(one.official_id, "?") for one in kept.keepers),
            until=format_date(local_day(until)),
            is_over=until <= self.now,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Forgive the wrong PINs of one key; it is written down who did.

        :raises MayNotManageCredentialsError: the actor does not manage credentials.
        """
        credential = id_in(request.POST.get("credential", ""))
        if credential is not None:
            signing.unlock_credential(actor=self.actor, credential_id=credential)
            messages.success(request, _("Đã mở khóa. Người giữ khóa dùng lại mã PIN cũ."))
        return redirect("console:locked_keys")


class RevokeKey(KeyManager, ActPage[ConfirmForm]):
    """End a credential for good."""

    form_class = ConfirmForm
    title = gettext_lazy("Thu hồi chứng thư")
    lead = gettext_lazy(
        "Khóa này không ký, không đóng dấu được nữa và không khôi phục được; muốn ký lại phải cấp "
        "chứng thư mới. Văn bản đã ký trước lúc thu hồi vẫn có giá trị."
    )
    submit = gettext_lazy("Thu hồi chứng thư")
    submit_kind = "x"
    told_here = frozenset({NoCredentialError.code})

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the credential.

        :raises NoCredentialError: there is no such credential in use.
        """
        super().setup(request, *args, **kwargs)
        self.kept = signing.get_credential(
            actor=self.actor, credential_id=self.kwargs["credential_id"]
        )

    def back_url(self) -> str:
        """Return the list."""
        return reverse("console:locked_keys")

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path to this page."""
        return (*crumbs_to_keys(), Crumb(label=self.title))

    def facts(self) -> tuple[KeyValue, ...]:
        """Say which credential this is."""
        credential = self.kept.credential
        kind = _("Con dấu số") if self.kept.is_seal else _("Chứng thư của cán bộ")
        return (
            KeyValue(term=_("Đứng tên"), value=credential.display_name, strong=True),
            KeyValue(term=_("Loại"), value=kind),
            KeyValue(term=_("Cơ quan"), value=credential.organisation),
            KeyValue(term=_("Số chứng thư"), value=credential.serial),
        )

    def perform(self, form: ConfirmForm) -> str:
        """Revoke it."""
        del form
        signing.revoke_credential(
            actor=self.actor, credential_id=self.kept.credential.credential_id, now=self.now
        )
        return _("Đã thu hồi chứng thư.")


class IssuePage(KeyManager, SecretPage[IssueForm]):
    """A test certificate is issued; its first PIN is made here and shown once."""

    form_class = IssueForm
    submit = gettext_lazy("Cấp và hiện mã PIN")
    at_fields: ClassVar[dict[str, str]] = {WeakPinError.code: "chosen"}
    label: Any = ""
    missing: Any = ""

    @abstractmethod
    def offered(self) -> tuple[tuple[str, str], ...]:
        """Return what can be chosen."""

    def get_initial(self) -> dict[str, Any]:
        """Propose the only one."""
        offered = self.offered()
        only = offered[0][0] if len(offered) == 1 else None
        return {**super().get_initial(), "chosen": only}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer what can be chosen."""
        return {
            **super().get_form_kwargs(),
            "label": self.label,
            "missing": self.missing,
            "offered": self.offered(),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say when there is nothing to choose."""
        return super().get_context_data(
            obstacle="" if self.offered() else self.obstacle(), **kwargs
        )

    @abstractmethod
    def obstacle(self) -> str:
        """Say why nothing can be chosen, and what to do."""

    def shown(self, *, title: str, name: str, pin: str) -> Secret:
        """Return the first PIN for its keeper."""
        return Secret(
            title=title,
            term=_("Mã PIN đầu tiên"),
            words=pin,
            advice=_(
                "Trao tận tay người giữ khóa. Người giữ phải đổi mã PIN ở “Tài khoản của tôi”, "
                "“Khóa ký số của tôi” trước khi ký lần đầu; chỉ người giữ được biết mã PIN mới."
            ),
            facts=(KeyValue(term=_("Người giữ"), value=name, strong=True),),
        )


class IssueKey(IssuePage):
    """A test certificate in the name of an official."""

    title = gettext_lazy("Cấp chứng thư ký thử nghiệm")
    lead = gettext_lazy(
        "Chứng thư thử nghiệm không có giá trị pháp lý. "
        "Nếu cán bộ đang có chứng thư, chứng thư ấy bị thu hồi."
    )
    label = gettext_lazy("Ký với chức danh")
    missing = gettext_lazy("Chọn chức danh ghi trên chứng thư.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the official.

        :raises OfficialNotFoundError: there is none, or the actor does not look after them.
        """
        super().setup(request, *args, **kwargs)
        self.official = org.get_managed_official(
            actor=self.actor, official_id=self.kwargs["official_id"], at=self.now
        )
        self.placements = tuple(one for one in self.official.placements if one.is_present(self.now))

    def back_url(self) -> str:
        """Return the page of the official."""
        return reverse("console:official", args=[self.official.id])

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path to this page."""
        person = Crumb(label=self.official.full_name, url=self.back_url())
        return (*crumbs_to_officials(), person, Crumb(label=self.title))

    def facts(self) -> tuple[KeyValue, ...]:
        """Say for whom."""
        return (KeyValue(term=_("Cán bộ"), value=self.official.full_name, strong=True),)

    def offered(self) -> tuple[tuple[str, str], ...]:
        """Return the posts that the official works in."""
        return tuple((str(one.post_id), words.place(one)) for one in self.placements)

    def obstacle(self) -> str:
        """Say that a post comes first."""
        return _("Cán bộ chưa giữ vị trí nào. Hãy giao vị trí trước, rồi cấp chứng thư.")

    def make(self, form: IssueForm) -> Secret:
        """Issue it under a PIN that nobody knows yet."""
        post_id, pin = chosen(form, "chosen"), new_pin()
        place = next(one for one in self.placements if one.post_id == post_id)
        agency = org.agency(agency_id=place.agency_id)
        only_once(
            actor=self.actor,
            key=form.cleaned_data["key"],
            command="console.issue_key",
            act=lambda: signing.issue_test_credential(
                actor=self.actor,
                holder=OfficialHolder(official_id=self.official.id, organisation=agency.name),
                display_name=self.official.full_name,
                title=place.post_title,
                pin=pin,
                now=self.now,
            ),
        )
        return self.shown(
            title=_("Đã cấp chứng thư ký thử nghiệm"), name=self.official.full_name, pin=pin
        )


class IssueSeal(IssuePage):
    """The seal of an agency, given to one of its clerks."""

    title = gettext_lazy("Cấp con dấu số")
    lead = gettext_lazy(
        "Con dấu số thử nghiệm không có giá trị pháp lý. "
        "Nếu cơ quan đang có con dấu số, con dấu ấy bị thu hồi với mọi người giữ."
    )
    label = gettext_lazy("Giao cho văn thư")
    missing = gettext_lazy("Chọn văn thư giữ con dấu.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the agency and its clerks.

        :raises AgencyNotFoundError: there is none, or the actor does not manage it.
        """
        super().setup(request, *args, **kwargs)
        wanted = id_in(request.GET.get("co-quan", "")) or 0
        self.agency = org.get_managed_agency(
            actor=self.actor, agency_id=wanted, on=local_day(self.now)
        )
        self.clerks = tuple(
            post
            for post in org.posts_with_role(role=CLERK, agency_id=self.agency.id, at=self.now)
            if post.holder_official_id is not None
        )

    def back_url(self) -> str:
        """Return the list of keys."""
        return reverse("console:locked_keys")

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path to this page."""
        return (*crumbs_to_keys(), Crumb(label=self.title))

    def facts(self) -> tuple[KeyValue, ...]:
        """Say for which agency."""
        return (KeyValue(term=_("Cơ quan"), value=self.agency.name, strong=True),)

    def offered(self) -> tuple[tuple[str, str], ...]:
        """Return the clerks of the agency."""
        return tuple(
            (str(post.holder_official_id), f"{post.holder_name}, {post.title}")
            for post in self.clerks
        )

    def obstacle(self) -> str:
        """Say that a clerk comes first."""
        return _("Cơ quan chưa có văn thư nào đang giữ vị trí. Hãy giao vị trí văn thư trước.")

    def make(self, form: IssueForm) -> Secret:
        """Issue it under a PIN that nobody knows yet."""
        keeper, pin = chosen(form, "chosen"), new_pin()
        only_once(
            actor=self.actor,
            key=form.cleaned_data["key"],
            command="console.issue_seal",
            act=lambda: signing.issue_test_credential(
                actor=self.actor,
                holder=SealHolder(agency_id=self.agency.id, keeper_id=keeper),
                display_name=self.agency.name,
                title=words.SEAL_TITLE,
                pin=pin,
                now=self.now,
            ),
        )
        name = next(post.holder_name for post in self.clerks if post.holder_official_id == keeper)
        return self.shown(title=_("Đã cấp con dấu số"), name=name, pin=pin)
