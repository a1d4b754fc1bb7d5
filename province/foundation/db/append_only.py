"""Tables into which the serving role may only insert."""

from django.db import models


class AppendOnly(models.Model):
    """A row that is written once; the serving role has no UPDATE or DELETE on its table."""

    class Meta:
        abstract = True
