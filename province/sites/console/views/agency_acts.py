"""Pages of one act each on agencies: a new one, its name, its code, a division, a post."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.foundation.ui.contracts import Crumb
from province.kernel.org import permissions
from province.kernel.org import public as org
from province.kernel.org.contracts import AgencyKind, AgencyLevel
from province.kernel.org.errors import (
    AgencyNotFoundError,
    CodeFromFutureError,
    CodeGrammarError,
    CodeTakenError,
    DivisionElsewhereError,
    MayNotManageAgencyError,
    MayNotManagePostsError,
    NameMissingError,
    PostTakenError,
    RoleUnknownError,
)
from province.sites.console.days import local_day
from province.sites.console.forms.agencies import (
    AgencyForm,
    CodeForm,
    DivisionForm,
    NameForm,
    PostForm,
)
from province.sites.console.views.acting import ActPage, F
from province.sites.console.views.agencies import crumbs_to_agencies


class CreateAgency(ActPage[AgencyForm]):
    """A new agency; it gets a temporary code at once."""

    form_class = AgencyForm
    title = gettext_lazy("Thêm cơ quan")
    lead = gettext_lazy(
        "Cơ quan mới có ngay một mã tạm. Khi có mã chính thức, ghi mã ấy ở trang của cơ quan."
    )
    submit = gettext_lazy("Lập cơ quan")
    at_fields: ClassVar[Mapping[str, str]] = {NameMissingError.code: "name"}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever manages agencies everywhere.

        :raises MayNotManageAgencyError: the actor does not.
        """
        super().setup(request, *args, **kwargs)
        if permissions.MANAGE_AGENCY not in self.actor.abilities:
            raise MayNotManageAgencyError
        self.created: int | None = None

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"from_date": local_day(self.now)}

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path to this page."""
        return (*crumbs_to_agencies(), Crumb(label=self.title))

    def back_url(self) -> str:
        """Return the new agency's page, before that the list."""
        if self.created is not None:
            return reverse("console:agency", args=[self.created])
        return reverse("console:agencies")

    def perform(self, form: AgencyForm) -> str:
        """Create it under the province."""
        given = form.cleaned_data
        self.created = org.create_agency(
            actor=self.actor,
            name=given["name"],
            short_name=given["short_name"],
            kind=AgencyKind(given["kind"]),
            level=AgencyLevel(given["level"]),
            parent_id=self._province(),
            from_date=given["from_date"],
            now=self.now,
        )
        return _("Đã lập cơ quan. Việc tiếp theo: lập các vị trí của cơ quan.")

    def _province(self) -> int | None:
        """Return the body above all others, if it is there."""
        bodies = org.bodies(on=local_day(self.now))
        return next((one.id for one in bodies if one.kind is AgencyKind.PROVINCE), None)


class AgencyAct(ActPage[F]):
    """An act on one agency that the actor manages."""

    at_fields: ClassVar[Mapping[str, str]] = {NameMissingError.code: "name"}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the agency.

        :raises AgencyNotFoundError: there is none, or the actor does not manage it.
        """
        super().setup(request, *args, **kwargs)
        self.agency = org.get_managed_agency(
            actor=self.actor, agency_id=self.kwargs["agency_id"], on=local_day(self.now)
        )
        self.require()

    def require(self) -> None:
        """Refuse whoever may not do it here, before a form is filled in for nothing.

        :raises MayNotManageAgencyError: the actor may not change agencies here.
        """
        if not self.actor.can(permissions.MANAGE_AGENCY, unit=self.agency.id):
            raise MayNotManageAgencyError

    def back_url(self) -> str:
        """Return the page of the agency; a division stands on that of its agency."""
        agency = self.agency
        is_division = agency.kind is AgencyKind.DIVISION
        return reverse("console:agency", args=[agency.parent_id if is_division else agency.id])

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path to this page."""
        agency = Crumb(label=self.agency.short_name, url=self.back_url())
        return (*crumbs_to_agencies(), agency, Crumb(label=self.title))


class RenameAgency(AgencyAct[NameForm]):
    """Another name for an agency or a division."""

    form_class = NameForm
    title = gettext_lazy("Đổi tên")
    lead = gettext_lazy(
        "Mã, vị trí và hồ sơ của cơ quan giữ nguyên. Văn bản đã phát hành vẫn mang tên cũ."
    )
    submit = gettext_lazy("Đổi tên")

    def get_initial(self) -> dict[str, Any]:
        """Start from the present names."""
        return {"name": self.agency.name, "short_name": self.agency.short_name}

    def perform(self, form: NameForm) -> str:
        """Rename it."""
        org.rename_agency(
            actor=self.actor,
            agency_id=self.agency.id,
            name=form.cleaned_data["name"],
            short_name=form.cleaned_data["short_name"],
        )
        return _("Đã đổi tên.")


class AssignCode(AgencyAct[CodeForm]):
    """The official code, which ends the temporary one."""

    form_class = CodeForm
    title = gettext_lazy("Gán mã chính thức")
    lead = gettext_lazy(
        "Mã tạm hết hiệu lực từ ngày mã chính thức có hiệu lực. "
        "Mã hồ sơ đã cấp trước đó giữ nguyên. Mã chính thức gán một lần, không sửa được ở đây."
    )
    submit = gettext_lazy("Gán mã")
    at_fields: ClassVar[Mapping[str, str]] = {
        CodeGrammarError.code: "code",
        CodeTakenError.code: "code",
        CodeFromFutureError.code: "from_date",
    }

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"from_date": local_day(self.now)}

    def perform(self, form: CodeForm) -> str:
        """Give the code."""
        given = form.cleaned_data
        org.assign_official_code(
            actor=self.actor,
            agency_id=self.agency.id,
            code=given["code"],
            decision=given["decision"],
            from_date=given["from_date"],
            now=self.now,
        )
        return _("Đã gán mã chính thức.")


class BodyAct(AgencyAct[F]):
    """An act on an agency that is no division."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the agency.

        :raises AgencyNotFoundError: it is a division; divisions have no parts and no own posts.
        """
        super().setup(request, *args, **kwargs)
        if self.agency.kind is AgencyKind.DIVISION:
            raise AgencyNotFoundError(agency=self.agency.id)


class CreateDivision(BodyAct[DivisionForm]):
    """A new division of an agency."""

    form_class = DivisionForm
    title = gettext_lazy("Thêm phòng, bộ phận")
    submit = gettext_lazy("Thêm")

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"from_date": local_day(self.now)}

    def perform(self, form: DivisionForm) -> str:
        """Create it."""
        given = form.cleaned_data
        org.create_agency(
            actor=self.actor,
            name=given["name"],
            short_name=given["short_name"],
            kind=AgencyKind.DIVISION,
            level=self.agency.level,
            parent_id=self.agency.id,
            from_date=given["from_date"],
            now=self.now,
        )
        return _("Đã thêm phòng, bộ phận.")


class CreatePost(BodyAct[PostForm]):
    """A new post of an agency."""

    form_class = PostForm
    title = gettext_lazy("Thêm vị trí")
    lead = gettext_lazy("Vị trí chưa có người giữ cho đến khi giao cho một cán bộ.")
    submit = gettext_lazy("Lập vị trí")
    at_fields: ClassVar[Mapping[str, str]] = {
        NameMissingError.code: "title",
        RoleUnknownError.code: "role",
        DivisionElsewhereError.code: "division",
        PostTakenError.code: "is_head",
    }
    created: int | None = None

    def require(self) -> None:
        """Refuse whoever manages no posts here.

        :raises MayNotManagePostsError: the actor does not.
        """
        if not self.actor.can(permissions.MANAGE_POSTS, unit=self.agency.id):
            raise MayNotManagePostsError

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"from_date": local_day(self.now)}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the roles that the actor may give, and the divisions."""
        return {
            **super().get_form_kwargs(),
            "roles": org.assignable_roles(actor=self.actor, agency_id=self.agency.id),
            "divisions": org.divisions(agency_id=self.agency.id, on=local_day(self.now)),
        }

    def back_url(self) -> str:
        """Return the new post's page, before that the agency's."""
        if self.created is not None:
            return reverse("console:post", args=[self.created])
        return super().back_url()

    def perform(self, form: PostForm) -> str:
        """Create it."""
        given = form.cleaned_data
        self.created = org.create_post(
            actor=self.actor,
            agency_id=self.agency.id,
            division_id=int(given["division"]) if given["division"] else None,
            title=given["title"],
            role=given["role"],
            is_head=given["is_head"],
            from_date=given["from_date"],
        )
        return _("Đã lập vị trí. Việc tiếp theo: giao vị trí cho một cán bộ.")
