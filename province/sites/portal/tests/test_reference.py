"""The page of the API tells what the API's own description says."""

from province.sites.portal.reference import Field, operations

PART = {"$ref": "#/components/schemas/Part"}
SCHEMA = {
    "paths": {
        "/things/{code}": {
            "post": {
                "operationId": "change",
                "summary": "Đổi",
                "parameters": [
                    {"name": "code", "in": "path", "schema": {"type": "string"}, "required": True}
                ],
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/In"}}}
                },
                "responses": {
                    "200": {
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Out"}}
                        }
                    }
                },
                "security": [{"SessionAuth": []}],
            }
        }
    },
    "components": {
        "schemas": {
            "In": {
                "required": ["day"],
                "properties": {
                    "day": {"type": "string", "format": "date", "description": "The day."},
                    "state": {"enum": ["on", "off"]},
                },
            },
            "Part": {"properties": {"words": {"type": "string"}}},
            "Out": {
                "required": ["items", "limit"],
                "properties": {
                    "items": {"type": "array", "items": PART},
                    "limit": {"anyOf": [PART, {"type": "null"}]},
                },
            },
        }
    },
}


def test_operations_name_each_field_with_the_way_to_it() -> None:
    (one,) = operations(SCHEMA)

    assert (one.method, one.path, one.title) == ("POST", "/things/{code}", "Đổi")
    assert one.needs_sign_in
    assert one.asked == (
        Field(name="code", kind="string", is_required=True),
        Field(name="day", kind="string (date)", says="The day.", is_required=True),
        Field(name="state", kind="on | off"),
    )
    assert one.answered == (
        Field(name="items", kind="danh sách object", is_required=True),
        Field(name="items[].words", kind="string"),
        Field(name="limit", kind="object hoặc null", is_required=True),
        Field(name="limit.words", kind="string"),
    )
