"""The refusals of parties, in words a user can read."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import InvalidInputError, NotAllowedError, NotFoundError


class PartyNotFoundError(NotFoundError):
    """There is no such person or organisation."""

    code = "parties.party_not_found"
    message = _("Không tìm thấy người dân hoặc tổ chức này.")


class MayNotReadPartyError(NotAllowedError):
    """The actor does not read people's data."""

    code = "parties.may_not_read"
    message = _("Bạn không có quyền xem dữ liệu của người này.")


class MayNotRegisterError(NotAllowedError):
    """The actor does not register people."""

    code = "parties.may_not_register"
    message = _("Bạn không có quyền ghi người dân vào sổ.")


class PurposeMissingError(InvalidInputError):
    """A look at personal data has no purpose."""

    code = "parties.purpose_missing"
    message = _("Hãy ghi mục đích xem dữ liệu cá nhân.")


class MayNotCorrectError(NotAllowedError):
    """The actor does not correct people's data."""

    code = "parties.may_not_correct"
    message = _("Bạn không có quyền sửa dữ liệu của người dân trong sổ.")


class NothingToCorrectError(InvalidInputError):
    """What is asked for is what the register says."""

    code = "parties.nothing_to_correct"
    message = _("Dữ liệu trong sổ đã đúng như đề nghị, không có gì để sửa.")


class MayNotFindDuplicatesError(NotAllowedError):
    """The actor does not look for duplicates."""

    code = "parties.may_not_find_duplicates"
    message = _("Bạn không có quyền rà soát người trùng trong sổ.")


class ReasonNeededError(InvalidInputError):
    """The reason is missing or too long."""

    code = "parties.reason_needed"
    message = _("Ghi lý do, không quá 300 ký tự.")


class PersonFaultyError(InvalidInputError):
    """The person's data have faults at named fields."""

    code = "parties.person_faulty"
