"""Shapes of what is sent about signing keys and seals."""

from typing import Any

from django_stubs_ext import StrOrPromise

from province.sites.console.forms.fields import OnceForm, one_of


class IssueForm(OnceForm):
    """For which of the offered posts, or to which of the offered keepers, a key is issued."""

    def __init__(
        self,
        *args: Any,
        label: StrOrPromise,
        missing: StrOrPromise,
        offered: tuple[tuple[str, StrOrPromise], ...],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"chosen": one_of(label, offered, missing=missing), **self.fields}
