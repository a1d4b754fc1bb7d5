"""The refusals of numbering."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import DomainError


class AgencyCodeUnfitError(DomainError):
    """The agency's code cannot begin a dossier code of today's format."""

    code = "numbering.agency_code_unfit"
    message = _(
        "Mã cơ quan “%(agency_code)s” không dùng được để cấp mã hồ sơ. "
        "Mã phải có dạng H01, H01.001 hoặc H01.001.01."
    )


class SymbolUnfitError(DomainError):
    """The symbol cannot stand in a document's number."""

    code = "numbering.symbol_unfit"
    message = _("Ký hiệu văn bản “%(symbol)s” không đúng. Ký hiệu có dạng QĐ-UBND.")
