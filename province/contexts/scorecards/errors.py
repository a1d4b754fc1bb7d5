"""The refusals of scorecards, in words a user can read."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import NotAllowedError


class MayNotSeeFiguresError(NotAllowedError):
    """The actor's role sees no figures of this unit."""

    code = "scorecards.may_not_see_figures"
    message = _("Vai trò của bạn không xem số liệu của đơn vị này.")
