"""The REST surface as people read it, from its own OpenAPI description."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

Shape = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked or answered: its name, its kind in words, what it means."""

    name: str
    kind: str
    says: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One door of the API."""

    name: str
    method: str
    path: str
    title: str
    says: str
    needs_sign_in: bool
    asked: tuple[Field, ...]
    answered: tuple[Field, ...]


def operations(schema: Shape) -> tuple[Operation, ...]:
    """Return every operation of an OpenAPI 3.1 description, in its order."""
    known: Shape = schema.get("components", {}).get("schemas", {})
    return tuple(
        _operation(path, method, said, known)
        for path, methods in schema["paths"].items()
        for method, said in methods.items()
    )


def _operation(path: str, method: str, said: Shape, known: Shape) -> Operation:
    asked = [
        Field(
            name=one["name"],
            kind=_kind(one["schema"], known),
            says=one.get("description", ""),
            is_required=bool(one.get("required")),
        )
        for one in said.get("parameters", ())
    ]
    bodies = said.get("requestBody", {}).get("content", {})
    body = bodies.get("application/json") or bodies.get("multipart/form-data") or {}
    answers = {str(status): answer for status, answer in said["responses"].items()}
    done: Shape = next((answers[status] for status in ("200", "201") if status in answers), {})
    content = done.get("content", {}).get("application/json", {})
    title = str(said["summary"])
    return Operation(
        name=said["operationId"],
        method=method.upper(),
        path=path,
        title=_(title),
        says=str(said.get("description", "")),
        needs_sign_in=bool(said.get("security")),
        asked=(*asked, *_fields(body.get("schema", {}), known)),
        answered=tuple(_fields(content.get("schema", {}), known)),
    )


def _named(shape: Shape, known: Shape) -> Shape:
    """Return what a reference points at."""
    return known[shape["$ref"].rpartition("/")[2]] if "$ref" in shape else shape


def _alternatives(shape: Shape) -> list[Shape]:
    return [one for one in shape.get("anyOf", [shape]) if one.get("type") != "null"]


def _fields(shape: Shape, known: Shape, within: str = "") -> Iterator[Field]:
    """Yield the fields of an object, each followed by those of what it holds: items[].code."""
    shape = _named(shape, known)
    required = set(shape.get("required", ()))
    for name, value in shape.get("properties", {}).items():
        yield Field(
            name=f"{within}{name}",
            kind=_kind(value, known),
            says=value.get("description", ""),
            is_required=name in required,
        )
        for one in _alternatives(value):
            mark = "[]." if "items" in one else "."
            yield from _fields(one.get("items", one), known, f"{within}{name}{mark}")


def _kind(shape: Shape, known: Shape) -> str:
    """Return the kind of a value in words."""
    words = " | ".join(_one_kind(_named(one, known), known) for one in _alternatives(shape))
    is_optional = any(one.get("type") == "null" for one in shape.get("anyOf", ()))
    return _("{kind} hoặc null").format(kind=words) if is_optional else words


def _one_kind(shape: Shape, known: Shape) -> str:
    if "enum" in shape:
        return " | ".join(map(str, shape["enum"]))
    kind = str(shape.get("type", "object"))
    if kind == "array":
        return _("danh sách {kind}").format(kind=_kind(shape.get("items", {}), known))
    form = shape.get("format")
    return f"{kind} ({form})" if form else kind
