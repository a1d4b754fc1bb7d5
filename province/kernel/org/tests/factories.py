"""Rows for tests: agencies, posts, officials, accounts."""

from datetime import UTC, date, datetime, timedelta

import factory
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange

from province.kernel.org.contracts import AgencyKind, AgencyLevel
from province.kernel.org.models import Account, Agency, Holding, Official, Post, Substitution

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
START = date(2025, 7, 1)
LONG_AGO = NOW - timedelta(days=400)


class AgencyFactory(factory.django.DjangoModelFactory[Agency]):
    """A commune that exists."""

    class Meta:
        model = Agency

    name = factory.Sequence(lambda n: f"Ủy ban nhân dân xã {n:04d}")
    short_name = factory.Sequence(lambda n: f"Xã {n:04d}")
    kind = AgencyKind.COMMUNE.value
    level = AgencyLevel.COMMUNE.value
    validity = DateRange(START, None)
    sort_name = factory.LazyAttribute(lambda row: row.short_name)
    folded = factory.LazyAttribute(lambda row: row.name.lower())


class PostFactory(factory.django.DjangoModelFactory[Post]):
    """A specialist's post that exists."""

    class Meta:
        model = Post

    agency = factory.SubFactory(AgencyFactory)
    title = "Chuyên viên"
    role = "specialist"
    validity = DateRange(START, None)


class OfficialFactory(factory.django.DjangoModelFactory[Official]):
    """An official."""

    class Meta:
        model = Official

    full_name = factory.Sequence(lambda n: f"Trần Thị Mỹ {n}")
    given_name = "Mỹ"
    sort_name = factory.LazyAttribute(lambda row: row.full_name)
    folded = factory.LazyAttribute(lambda row: row.full_name.lower())


class HoldingFactory(factory.django.DjangoModelFactory[Holding]):
    """An official in a post, since long ago and for ever."""

    class Meta:
        model = Holding

    post = factory.SubFactory(PostFactory)
    official = factory.SubFactory(OfficialFactory)
    validity = DateTimeTZRange(LONG_AGO, None)


class SubstitutionFactory(factory.django.DjangoModelFactory[Substitution]):
    """An official standing in for a post, yesterday to tomorrow."""

    class Meta:
        model = Substitution

    post = factory.SubFactory(PostFactory)
    substitute = factory.SubFactory(OfficialFactory)
    validity = DateTimeTZRange(NOW - timedelta(days=1), NOW + timedelta(days=1))


class AccountFactory(factory.django.DjangoModelFactory[Account]):
    """An official's account with the password "mot-mat-khau-dai"."""

    class Meta:
        model = Account

    username = factory.Sequence(lambda n: f"can-bo-{n}")
    official = factory.SubFactory(OfficialFactory)
    password = factory.django.Password("mot-mat-khau-dai")
    opened_at = LONG_AGO
