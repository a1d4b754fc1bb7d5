"""The number of a form is kept as it is printed: with its symbol."""

from typing import Any

from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Concat

SYMBOLS = {"receipt": "/TTPVHCC", "supplement": "/PBS-TTPVHCC", "refusal": "/PTC-TTPVHCC"}


def rows(apps: Any, editor: Any) -> Any:
    """Return the rows as whoever migrates: nobody else may change them."""
    return apps.get_model("one_stop", "IssuedForm").objects.using(editor.connection.alias)


def add_symbols(apps: Any, editor: Any) -> None:
    for form, symbol in SYMBOLS.items():
        bare = rows(apps, editor).filter(form=form).exclude(number__contains="/")
        bare.update(number=Concat(F("number"), Value(symbol)))


def take_symbols_off(apps: Any, editor: Any) -> None:
    for form, symbol in SYMBOLS.items():
        for row in rows(apps, editor).filter(form=form, number__endswith=symbol).iterator():
            bare = row.number.removesuffix(symbol)
            rows(apps, editor).filter(pk=row.pk).update(number=bare)


class Migration(migrations.Migration):
    dependencies = [("one_stop", "0006_issued_result_is_final")]

    operations = [
        migrations.RunPython(add_symbols, take_symbols_off),
    ]
