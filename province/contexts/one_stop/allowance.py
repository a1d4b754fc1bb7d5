"""The monthly social allowance, 1.001776: the first procedure's kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.contexts.one_stop.contracts.legal import Category, Rate
from province.contexts.one_stop.kinds import (
    Fault,
    Ground,
    PaperGround,
    ProcedureKind,
    ResultField,
    ResultFieldKind,
)
from province.contexts.one_stop.queries.legal_data import categories_on, word_on, words_on
from province.contexts.one_stop.queries.rates import rates
from province.contexts.one_stop.rules import allowance as rules
from province.contexts.one_stop.rules.allowance_filing import faults_of_filing
from province.foundation.ui.formats import format_money
from province.kernel.printing.contracts import (
    AllowanceDecisionValues,
    Beneficiary,
    FormKind,
    Head,
)

CODE = "1.001776"


@dataclass(frozen=True, slots=True)
class Reference:
    """The data of the law on one day: all rates, the categories, the words of the decision."""

    on: date
    rates: tuple[Rate, ...]
    categories: tuple[Category, ...]


class AllowanceKind(ProcedureKind):
    """How a monthly social allowance is proposed, checked and printed."""

    code = CODE
    form = "social_allowance"
    granted = gettext_lazy("Quyết định trợ cấp xã hội hàng tháng")
    grant = gettext_lazy("Cho hưởng trợ cấp")
    refusals = {
        "category_unknown": gettext_lazy("Chọn diện hưởng."),
        "coefficient_needed": gettext_lazy("Chọn hệ số."),
        "coefficient_unknown": gettext_lazy("Hệ số của tháng này chỉ có: %(known)s."),
        "amount_needed": gettext_lazy("Ghi mức hưởng mỗi tháng."),
        "month_needed": gettext_lazy("Ghi tháng bắt đầu hưởng, ví dụ 12/2026."),
        "month_too_late": gettext_lazy("Tháng bắt đầu hưởng không muộn hơn %(last)s."),
        "no_rate": gettext_lazy(
            "Chưa có mức chuẩn cho tháng %(month)s. Kiểm tra lại tháng, hoặc báo quản trị tỉnh."
        ),
        "amount_differs": gettext_lazy(
            "Mức chuẩn %(base)s × hệ số %(coefficient)s là %(due)s đồng. Sửa số tiền, hoặc ghi lý "
            "do khác quy định chung."
        ),
        "before_reception": gettext_lazy(
            "Hồ sơ được tiếp nhận tháng %(month)s. Muốn cho hưởng từ tháng sớm hơn, hãy ghi lý do "
            "khác quy định chung."
        ),
        "not_as_filed": gettext_lazy(
            "Người nộp khai diện khác: %(filed)s. Nếu diện này đúng, hãy ghi lý do khác quy định "
            "chung."
        ),
        "age_differs": gettext_lazy(
            "Người hưởng sinh %(born)s, đầu tháng %(month)s được %(age)s tuổi: không hợp với diện "
            "này. Nếu vẫn đúng, hãy ghi lý do khác quy định chung."
        ),
        "filed_relation": gettext_lazy(
            "Tờ khai đang nộp cho con, cháu dưới 18 tuổi: quan hệ này không hợp. Chọn lại."
        ),
        "filed_no_child": gettext_lazy(
            "Tờ khai đang nộp cho con, cháu dưới 18 tuổi; người sinh %(born)s đã %(age)s tuổi. Xem "
            "lại ngày sinh, hoặc chọn nộp cho người khác ở bước đầu."
        ),
        "filed_too_young": gettext_lazy(
            "Diện này dành cho người từ đủ %(least)s tuổi; người sinh %(born)s mới %(age)s tuổi. "
            "Chọn diện khác, hoặc xem lại ngày sinh."
        ),
        "filed_too_old": gettext_lazy(
            "Diện này dành cho người dưới %(below)s tuổi; người sinh %(born)s đã %(age)s tuổi. "
            "Chọn diện khác, hoặc xem lại ngày sinh."
        ),
        "filed_too_young_to_marry": gettext_lazy(
            "Người sinh %(born)s mới %(age)s tuổi, chưa thể đăng ký kết hôn. Chọn “Chưa có vợ hoặc "
            "chồng”, hoặc xem lại ngày sinh."
        ),
        "filed_before_birth": gettext_lazy(
            "Ngày này không thể trước ngày sinh %(born)s của người được đề nghị."
        ),
        "filed_not_poor": gettext_lazy(
            "Diện đã chọn dành cho hộ nghèo. Xem lại câu này, hoặc chọn diện khác."
        ),
        "filed_not_single": gettext_lazy(
            "Diện người đơn thân không dành cho người đang có vợ hoặc chồng. Xem lại câu này, hoặc "
            "chọn diện khác."
        ),
        "filed_child_too_old": gettext_lazy(
            "Diện này tính con dưới 16 tuổi, hoặc từ 16 đến 22 tuổi đang đi học; người sinh "
            "%(born)s đã %(age)s tuổi."
        ),
    }

    def reference(self, on: date) -> Reference:
        """Return the rates and the categories."""
        return Reference(on=on, rates=rates(), categories=categories_on(on=on))

    def fields(self, reference: Reference) -> tuple[ResultField, ...]:
        """Return category, coefficient, amount, month, and the reason for what is unusual."""
        rate = rules.rate_for(reference.rates, reference.on)
        missing = _("Chưa có mức chuẩn nào được đặt. Hãy báo quản trị tỉnh.")
        return (
            ResultField(
                key="category",
                label=gettext_lazy("Diện hưởng"),
                kind=ResultFieldKind.CHOICE,
                choices=tuple(one.name for one in reference.categories),
            ),
            ResultField(
                key="coefficient",
                label=gettext_lazy("Hệ số"),
                kind=ResultFieldKind.CHOICE,
                hint="" if rate else missing,
                choices=tuple(dict.fromkeys(c for r in reference.rates for c in r.coefficients)),
            ),
            ResultField(
                key="monthly_amount",
                label=gettext_lazy("Mức hưởng mỗi tháng (đồng)"),
                kind=ResultFieldKind.MONEY,
                hint=_hint_of(rate) if rate else missing,
            ),
            ResultField(
                key="from_month",
                label=gettext_lazy("Hưởng từ tháng"),
                kind=ResultFieldKind.MONTH,
                hint=gettext_lazy("Ví dụ: 12/2026"),
            ),
            ResultField(
                key="deviation",
                label=gettext_lazy("Lý do khác quy định chung"),
                kind=ResultFieldKind.WORDS,
                hint=gettext_lazy(
                    "Khi số tiền, tháng hưởng hoặc diện khác với mức chuẩn, ngày tiếp nhận, lời "
                    "khai hay tuổi. Người ký sẽ đọc lý do này."
                ),
                required=False,
            ),
        )

    def proposed(self, ground: Ground, reference: Reference) -> Mapping[str, Any]:
        """Return this month, and the category where the filing leaves one only."""
        filed = str(ground.payload.get("category", ""))
        names = [one.name for one in reference.categories if one.filed_as == filed]
        month = ground.on.replace(day=1).isoformat()
        return {"from_month": month, "category": names[0] if len(names) == 1 else ""}

    def faults(
        self, facts: Mapping[str, Any], ground: Ground, reference: Reference
    ) -> tuple[Fault, ...]:
        """Return what is wrong with a grant."""
        given = rules.allowance_of(facts)
        return rules.faults_of(given, ground, reference.rates, reference.categories)

    def filing_faults(
        self, payload: Mapping[str, Any], on: date, reference: Reference
    ) -> tuple[Fault, ...]:
        """Return what in the answers contradicts itself or the category that was chosen."""
        return faults_of_filing(payload, on, reference.categories)

    def paper(
        self, facts: Mapping[str, Any], ground: PaperGround, reference: Reference
    ) -> tuple[FormKind, AllowanceDecisionValues]:
        """Return the decision; its number and date stay open for the clerk."""
        given, agency, on = rules.allowance_of(facts), ground.agency, reference.on
        person = rules.beneficiary_of(ground.payload, commune=agency.short_name)
        return FormKind.ALLOWANCE_DECISION, AllowanceDecisionValues(
            head=Head(agency=agency.name, place=ground.place),
            symbol=ground.symbol,
            code=ground.code,
            authority=f"{word_on(what='authority', on=on, procedure=CODE)} {agency.name}",
            grounds=words_on(what="ground", on=on, procedure=CODE),
            proposer=word_on(what="proposer", on=on, procedure=CODE),
            beneficiary=Beneficiary(
                name=person.name,
                born_on=person.born_on,
                identity_number=person.identity_number,
                address=person.address,
            ),
            category=given.category,
            coefficient=given.coefficient,
            monthly_amount=given.monthly_amount,
            from_month=given.from_month or ground.on.replace(day=1),
            payment=rules.payment_of(ground.payload),
            executors=f"{word_on(what='division', on=on, procedure=CODE)}, {agency.short_name}",
            recipients=words_on(what="recipient", on=on, procedure=CODE),
            signer=ground.signer,
        )

    def lines(self, facts: Mapping[str, Any]) -> tuple[tuple[object, str], ...]:
        """Return category, coefficient, amount, month, and the reason for what is unusual."""
        given = rules.allowance_of(facts)
        month = rules.month_words(given.from_month) if given.from_month else ""
        shown = (
            (gettext_lazy("Diện hưởng"), given.category),
            (gettext_lazy("Hệ số"), given.coefficient),
            (gettext_lazy("Mỗi tháng"), format_money(given.monthly_amount)),
            (gettext_lazy("Từ tháng"), month),
            (gettext_lazy("Lý do khác quy định chung"), given.deviation),
        )
        return tuple((term, words) for term, words in shown if words)

    def summary(self, facts: Mapping[str, Any]) -> str:
        """Return the amount and the coefficient."""
        given = rules.allowance_of(facts)
        return _("Mức %(amount)s/tháng, hệ số %(coefficient)s") % {
            "amount": format_money(given.monthly_amount),
            "coefficient": given.coefficient,
        }

    def unusual(self, facts: Mapping[str, Any]) -> str:
        """Return the reason that was written for what is unusual."""
        return rules.allowance_of(facts).deviation


def _hint_of(rate: Rate) -> str:
    return _("Mức chuẩn %(base)s nhân hệ số. Căn cứ: %(source)s") % {
        "base": format_money(rate.base_amount),
        "source": rate.source,
    }
