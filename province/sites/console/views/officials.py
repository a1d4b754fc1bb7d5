"""Pages: the officials whom the actor looks after, one of them, and a new one."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.generic import TemplateView

from province.foundation.spreadsheets.writing import Column as SheetColumn
from province.foundation.spreadsheets.writing import workbook
from province.foundation.ui.contracts import Crumb, KeyValue, StepItem, StepState, Tag, TagKind
from province.foundation.ui.formats import format_datetime
from province.foundation.ui.tables import Cell, Column, Table, TableRow
from province.foundation.web.downloads import xlsx_response
from province.kernel.factors import public as factors
from province.kernel.org import permissions
from province.kernel.org import public as org
from province.kernel.org.contracts import ManagedOfficial, OfficialFilter, SessionValue
from province.kernel.org.errors import MayNotManageAccountsError, NameMissingError, NameOddError
from province.kernel.signing import public as signing
from province.sites.console import words
from province.sites.console.forms.people import OfficialForm
from province.sites.console.views.acting import ActPage, ConsolePage
from province.sites.console.views.listing import MOST_ROWS, PAGE, ListPage

YES, NO = "co", "khong"
ACCOUNT, POST = "tai-khoan", "vi-tri"
MOST_POSTS = 30


class OfficialReader(ListPage):
    """What the list and its spreadsheet read."""

    filters: ClassVar[dict[str, tuple[str, ...]]] = {ACCOUNT: (YES, NO), POST: (YES, NO)}

    def narrowed(self) -> OfficialFilter:
        """Return what the address asks for."""
        meant = {YES: True, NO: False}
        return OfficialFilter(
            words=self.words,
            has_account=meant.get(self.asked.get(ACCOUNT, "")),
            has_post=meant.get(self.asked.get(POST, "")),
        )


class OfficialList(OfficialReader):
    """The officials whom the actor looks after."""

    template_name = "console/officials.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the page of the list that the address asks for.

        :raises MayNotManageAccountsError: the actor manages no accounts.
        """
        rows, numbers = org.managed_officials(
            actor=self.actor, narrowed=self.narrowed(), at=self.now, page=self.page, size=PAGE
        )
        heads = (_("Họ và tên"), _("Vị trí hiện nay"), _("Tài khoản"), _("Liên hệ"))
        return super().get_context_data(
            total=numbers.total,
            table=Table(
                caption=_("Danh sách cán bộ"),
                columns=tuple(Column(label=head) for head in heads),
                rows=tuple(TableRow(cells=self._cells(row)) for row in rows),
            ),
            pages=self.pages(numbers),
            account_chips=self.chips(
                ACCOUNT,
                (("", _("Mọi tài khoản")), (YES, _("Có tài khoản")), (NO, _("Chưa có tài khoản"))),
            ),
            post_chips=self.chips(
                POST,
                (("", _("Mọi vị trí")), (YES, _("Đang giữ vị trí")), (NO, _("Không giữ vị trí"))),
            ),
            export_url=reverse("console:officials_export") + self.address(),
            **kwargs,
        )

    def _cells(self, row: ManagedOfficial) -> tuple[Cell, ...]:
        present = [one for one in row.placements if one.is_present(self.now)]
        none = Tag(words=_("Chưa có vị trí"), kind=TagKind.NEED)
        account, tag = account_words(row), None
        if row.account is None:
            tag = Tag(words=account, kind=TagKind.MAYBE)
        return (
            Cell(words=row.full_name, url=reverse("console:official", args=[row.id])),
            Cell(
                words="; ".join(words.place(one) for one in present), tag=None if present else none
            ),
            Cell(words=account, tag=tag),
            Cell(words=", ".join(part for part in (row.phone, row.email) if part)),
        )


def account_words(row: ManagedOfficial) -> str:
    """Say how the account of somebody stands."""
    if row.account is None:
        return _("chưa có")
    if not row.account.is_active:
        return _("%(username)s (đã đóng)") % {"username": row.account.username}
    return row.account.username


class ExportOfficials(OfficialReader):
    """The list as seen, as a spreadsheet."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Return every official whom the address asks for.

        :raises MayNotManageAccountsError: the actor manages no accounts.
        """
        del request
        rows, _numbers = org.managed_officials(
            actor=self.actor, narrowed=self.narrowed(), at=self.now, page=1, size=MOST_ROWS
        )
        content = workbook(
            title=pgettext("menu", "Cán bộ"),
            columns=[
                SheetColumn(_("Họ và tên"), 30),
                SheetColumn(_("Vị trí hiện nay"), 60),
                SheetColumn(_("Tài khoản"), 26),
                SheetColumn(_("Thư điện tử"), 30),
                SheetColumn(_("Điện thoại"), 16),
            ],
            rows=[
                (
                    row.full_name,
                    "; ".join(
                        words.place(one) for one in row.placements if one.is_present(self.now)
                    ),
                    account_words(row),
                    row.email,
                    row.phone,
                )
                for row in rows
            ],
        )
        return xlsx_response(content, name="can-bo.xlsx")


class RegisterOfficial(ActPage[OfficialForm]):
    """A new official in the list; post and account come after."""

    form_class = OfficialForm
    title = gettext_lazy("Thêm cán bộ")
    lead = gettext_lazy(
        "Ghi cán bộ vào danh sách trước; sau đó giao vị trí, rồi mở tài khoản. "
        "Hãy tìm trong danh sách trước khi ghi, để một người không bị ghi hai lần."
    )
    submit = gettext_lazy("Ghi vào danh sách")
    at_fields: ClassVar[Mapping[str, str]] = {
        NameMissingError.code: "full_name",
        NameOddError.code: "full_name",
    }
    created: int | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever manages accounts.

        :raises MayNotManageAccountsError: the actor manages none.
        """
        super().setup(request, *args, **kwargs)
        if not self.actor.can(permissions.MANAGE_ACCOUNTS):
            raise MayNotManageAccountsError

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path to this page."""
        return (*crumbs_to_officials(), Crumb(label=self.title))

    def back_url(self) -> str:
        """Return the page of the new official, before that the list."""
        if self.created is not None:
            return reverse("console:official", args=[self.created])
        return reverse("console:officials")

    def perform(self, form: OfficialForm) -> str:
        """Register the official."""
        given = form.cleaned_data
        self.created = org.register_official(
            actor=self.actor,
            full_name=given["full_name"],
            email=given["email"],
            phone=given["phone"],
        )
        return _("Đã ghi cán bộ vào danh sách. Việc tiếp theo: giao vị trí.")


def crumbs_to_officials() -> tuple[Crumb, ...]:
    """Return the path to the list of officials."""
    return (Crumb(label=pgettext("menu", "Cán bộ"), url=reverse("console:officials")),)


class OfficialPage(ConsolePage, TemplateView):
    """One official: posts, account, key, and the one next step."""

    template_name = "console/official.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the official.

        :raises OfficialNotFoundError: there is none, or the actor does not look after them.
        """
        official_id = self.kwargs["official_id"]
        official = org.get_managed_official(actor=self.actor, official_id=official_id, at=self.now)
        has_post = any(one.is_present(self.now) for one in official.placements)
        has_future = any(not one.has_begun(self.now) for one in official.placements)
        manages_keys = self.actor.can(words.MANAGE_KEYS)
        keys = (
            signing.credentials_of_official(actor=self.actor, official_id=official_id)
            if manages_keys
            else ()
        )
        own_key = next((key for key in keys if not key.is_seal), None)
        everywhere = permissions.MANAGE_POSTS in self.actor.abilities
        return super().get_context_data(
            official=official,
            crumbs=(*crumbs_to_officials(), Crumb(label=official.full_name)),
            facts=_facts(official),
            history=self._history(official),
            steps=_steps(official, has_post=has_post, has_key=own_key is not None)
            if manages_keys
            else _steps(official, has_post=has_post, has_key=None),
            has_post=has_post,
            has_future=has_future,
            vacant=()
            if has_post or has_future or everywhere
            else org.vacant_posts(actor=self.actor, at=self.now, limit=MOST_POSTS),
            is_self=official.id == self.actor.official_id,
            everywhere=everywhere,
            sessions=_session_table(official.sessions),
            has_second_step=self._has_second_step(official),
            manages_keys=manages_keys,
            own_key=own_key,
            seals=tuple(key for key in keys if key.is_seal),
            **kwargs,
        )

    def _has_second_step(self, official: ManagedOfficial) -> bool:
        """Tell whether there is something to take away, to whoever may."""
        if official.account is None or not official.may_manage_account:
            return False
        return factors.has_second_step(account_id=official.account.id)

    def _history(self, official: ManagedOfficial) -> Table:
        heads = (_("Vị trí"), _("Tư cách"), _("Thời gian"), _("Trạng thái"), _("Quyết định"))
        return Table(
            caption=_("Vị trí đang giữ và đã giữ"),
            columns=tuple(Column(label=head) for head in heads),
            rows=tuple(
                TableRow(
                    cells=(
                        Cell(words=words.place(one)),
                        Cell(words=_("người giữ vị trí") if one.is_own else _("người thay")),
                        Cell(words=words.period(one)),
                        Cell(words=words.standing(one, now=self.now)),
                        Cell(words=one.decision),
                    ),
                    current=one.is_present(self.now),
                )
                for one in official.placements
            ),
        )


def _facts(official: ManagedOfficial) -> tuple[KeyValue, ...]:
    facts = (
        KeyValue(term=_("Thư điện tử"), value=official.email),
        KeyValue(term=_("Điện thoại"), value=official.phone),
    )
    return tuple(fact for fact in facts if fact.value)


def _steps(
    official: ManagedOfficial, *, has_post: bool, has_key: bool | None
) -> tuple[StepItem, ...]:
    """Return what is done for somebody new, the next one marked; a key only to who gives keys."""
    done = [(_("Ghi vào danh sách"), True), (_("Giao vị trí"), has_post)]
    done.append((_("Mở tài khoản"), official.account is not None))
    if has_key is not None:
        done.append((_("Cấp khóa ký (người ký)"), has_key))
    following = next((label for label, is_done in done if not is_done), None)
    return tuple(
        StepItem(
            label=label,
            state=StepState.DONE
            if is_done
            else StepState.NOW
            if label == following
            else StepState.TODO,
        )
        for label, is_done in done
    )


def _session_table(sessions: tuple[SessionValue, ...]) -> Table:
    heads = (_("Trình duyệt"), _("Địa chỉ mạng"), _("Đăng nhập lúc"), _("Dùng lần cuối"))
    return Table(
        caption=_("Nơi đang đăng nhập"),
        columns=tuple(Column(label=head) for head in heads),
        rows=tuple(
            TableRow(
                cells=(
                    Cell(words=one.browser),
                    Cell(words=org.short_address(address=one.address)),
                    Cell(words=format_datetime(localtime(one.started_at))),
                    Cell(words=format_datetime(localtime(one.last_seen_at))),
                )
            )
            for one in sessions
        ),
    )
