"""QR pictures for printed forms and pages."""

import io


def qr_svg(*, text: str) -> str:
    """Return the QR picture of a text as SVG, without a border, readable when a sixth is dirty."""
    import segno  # noqa: PLC0415 -- slow to load

    picture = io.BytesIO()
    segno.make_qr(text, error="m").save(picture, kind="svg", border=0, xmldecl=False)
    return picture.getvalue().decode("utf-8")
