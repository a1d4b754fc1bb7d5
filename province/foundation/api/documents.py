"""A JSON document that comes as one field of a form, beside files."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import ValidationError

from province.foundation.errors import FieldFault, InvalidInputError

Shape = TypeVar("Shape", bound=Schema)


class DocumentUnfitError(InvalidInputError):
    """The document has not the shape that the door asks for."""

    code = "api.document_unfit"
    message = _("Tài liệu JSON có chỗ chưa đúng.")


def document_of(shape: type[Shape], text: str) -> Shape:
    """Return the document as a value of its shape.

    :raises DocumentUnfitError: it is no JSON, or something in it has another shape.
    """
    try:
        return shape.model_validate_json(text)
    except ValidationError as fault:
        raise DocumentUnfitError(
            faults=tuple(
                FieldFault(
                    field=".".join(str(part) for part in one["loc"]),
                    code=one["type"],
                    sentence=one["msg"],
                )
                for one in fault.errors(include_url=False, include_input=False)
            )
        ) from None


def with_document(*, name: str, shape: type[Schema]) -> dict[str, Any]:
    """Return what OpenAPI says of a form whose field ``name`` is such a document."""
    whole = shape.model_json_schema()
    described = _resolved(whole, whole.get("$defs", {}))
    described.pop("$defs", None)
    properties = {name: described}
    form = {
        "schema": {"properties": properties},
        "encoding": {name: {"contentType": "application/json"}},
    }
    return {"requestBody": {"content": {"multipart/form-data": form}}}


def _resolved(part: Any, known: Mapping[str, Any]) -> Any:
    """Return a part of a schema with what it refers to put in its place."""
    if isinstance(part, list):
        return [_resolved(one, known) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        said = {key: value for key, value in part.items() if key != "$ref"}
        return {**_resolved(known[part["$ref"].rsplit("/", 1)[-1]], known), **said}
    return {key: _resolved(value, known) for key, value in part.items()}
