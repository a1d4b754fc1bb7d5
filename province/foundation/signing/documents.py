"""Signatures in PDF files: certify, countersign, fill and seal, archive. Bytes in, bytes out."""

# mypy: allow-untyped-calls
# pyHanko's PDF objects carry no types.

import asyncio
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from asn1crypto import crl as asn1_crl
from asn1crypto import keys, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.dss import async_add_validation_info
from pyhanko.stamp import BaseStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from province.foundation.printing.typesetting import FieldAlign
from province.foundation.signing.contracts import KeyPair, Place, UnfitPaperError, VisibleStamp
from province.foundation.signing.stamps import FieldText, draw_field_text, stamp_style

DIGEST: Final = "sha256"
RESERVED: Final = 20480  # hex digits; pyHanko's own estimate signs twice and stamps twice
ALIGNS: Final = tuple(FieldAlign)
DEFAULT_STYLE: Final = re.compile(r"/Tinos(?P<style>\w+) (?P<size>[\d.]+) Tf")


@dataclass(frozen=True, slots=True)
class SigningRequest:
    """Who signs, where, how it looks, why and when."""

    signer: KeyPair
    chain: tuple[bytes, ...]
    place: Place
    stamp: VisibleStamp | None
    reason: str
    at: datetime
    time_stamper: TimeStamper


def certify(*, pdf: bytes, request: SigningRequest) -> bytes:
    """Sign as the first one: after this only open fields may be filled and signed (DocMDP 2).

    :raises UnfitPaperError: the place is unknown or taken, or somebody has signed before.
    """
    writer = _open(pdf)
    if writer.prev.embedded_signatures:
        raise UnfitPaperError("signed before")
    metadata = _metadata(request, certify=True, docmdp_permissions=MDPPerm.FILL_FORMS)
    return asyncio.run(_sign(writer, request, metadata))


def countersign(*, pdf: bytes, request: SigningRequest) -> bytes:
    """Sign after somebody else, in an open field that the document already has.

    :raises UnfitPaperError: the place is unknown or taken.
    """
    return asyncio.run(_sign(_open(pdf), request, _metadata(request)))


def fill_and_seal(*, pdf: bytes, texts: Mapping[str, str], request: SigningRequest) -> bytes:
    """Fill open text fields and sign, both in one revision.

    :raises UnfitPaperError: a field or the place is unknown or taken.
    """
    writer = _open(pdf)
    for name, text in texts.items():
        _fill(writer, name, text)
    metadata = _metadata(request, docmdp_permissions=MDPPerm.NO_CHANGES)
    return asyncio.run(_sign(writer, request, metadata))


def to_archive(
    *,
    pdf: bytes,
    roots: Sequence[bytes],
    revocation_lists: Sequence[bytes],
    at: datetime,
    time_stamper: TimeStamper,
) -> bytes:
    """Put all that a later check needs into the file and stamp the whole with the time (B-LTA)."""
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(root) for root in roots],
        crls=[asn1_crl.CertificateList.load(listed) for listed in revocation_lists],
        allow_fetching=False,
        revocation_mode="require",
        moment=at,
    )
    return asyncio.run(_archive(pdf, context, time_stamper))


def open_places(*, pdf: bytes) -> tuple[str, ...]:
    """Return the names of the fields that are still empty, as they stand in the form."""
    fields = _fields(_open(pdf).prev)
    return tuple(name for name, field in fields.items() if "/V" not in field)


def is_signed(*, pdf: bytes) -> bool:
    """Tell whether somebody has signed the file.

    :raises UnfitPaperError: the bytes are no PDF file.
    """
    return bool(_open(pdf).prev.embedded_signatures)


def _open(pdf: bytes) -> IncrementalPdfFileWriter:
    try:
        return IncrementalPdfFileWriter(io.BytesIO(pdf))
    except (PdfError, ValueError, KeyError, TypeError) as error:
        raise UnfitPaperError(f"no PDF file: {error}") from error


def _metadata(request: SigningRequest, **more: Any) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=request.place.field,
        md_algorithm=DIGEST,
        reason=request.reason or None,
        subfilter=SigSeedSubFilter.PADES,
        **more,
    )


async def _sign(
    writer: IncrementalPdfFileWriter, request: SigningRequest, metadata: PdfSignatureMetadata
) -> bytes:
    """Do what pyHanko's own sign_pdf does, with the clock given."""
    place = request.place
    fields = _fields(writer.prev)
    if place.field in fields and "/V" in fields[place.field]:
        raise UnfitPaperError(f"{place.field} is taken")
    if place.field not in fields and place.box is None:
        raise UnfitPaperError(f"{place.field} is unknown")
    pdf_signer = PdfSigner(
        metadata,
        signer=SimpleSigner(
            signing_cert=x509.Certificate.load(request.signer.certificate),
            signing_key=keys.PrivateKeyInfo.load(request.signer.private_key),
            cert_registry=SimpleCertificateStore.from_certs(
                [x509.Certificate.load(issuer) for issuer in request.chain]
            ),
        ),
        timestamper=request.time_stamper,
        stamp_style=_style(request, fields),
        new_field_spec=SigFieldSpec(place.field, on_page=place.page - 1, box=place.box),
    )
    session = pdf_signer.init_signing_session(writer, existing_fields_only=place.field in fields)
    session.system_time = request.at
    unsigned = session.prepare_tbs_document(validation_info=None, bytes_reserved=RESERVED)
    output = io.BytesIO()
    prepared, _ = unsigned.digest_tbs_document(output=output)
    await unsigned.perform_signature(
        document_digest=prepared.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=request.at),
    )
    return output.getvalue()


def _style(
    request: SigningRequest, fields: Mapping[str, generic.DictionaryObject]
) -> BaseStampStyle | None:
    """Keep the words of a stamp clear of another place that covers its left side."""
    if request.stamp is None:
        return None
    clear = 0.0
    if request.place.field in fields:
        left, bottom, right, top = _edges(fields[request.place.field])
        for name, field in fields.items():
            covers_left, covers_bottom, covers_right, covers_top = _edges(field)
            beside = covers_top <= bottom or covers_bottom >= top or covers_right >= right
            if name != request.place.field and not beside and covers_left < left:
                clear = max(clear, covers_right - left)
    return stamp_style(stamp=replace(request.stamp, clear_left=clear))


def _edges(field: generic.DictionaryObject) -> tuple[float, ...]:
    """Return left, bottom, right, top of a field."""
    return tuple(float(edge) for edge in field["/Rect"])


async def _archive(pdf: bytes, context: ValidationContext, time_stamper: TimeStamper) -> bytes:
    count = len(PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures)
    for index in range(count):
        signature = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures[index]
        output = await async_add_validation_info(signature, context, add_vri_entry=False)
        pdf = output.getvalue()
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    output = await PdfTimeStamper(time_stamper).async_timestamp_pdf(
        writer, DIGEST, validation_context=context, bytes_reserved=RESERVED
    )
    return bytes(output.getvalue())


def _fields(reader: PdfFileReader) -> dict[str, generic.DictionaryObject]:
    try:
        listed = reader.root["/AcroForm"]["/Fields"]
    except KeyError:
        return {}
    found = [reference.get_object() for reference in listed]
    return {str(field["/T"]): field for field in found}


def _fill(writer: IncrementalPdfFileWriter, name: str, text: str) -> None:
    """Give an open text field its value and its appearance."""
    field = _fields(writer.prev).get(name)
    if field is None or field["/FT"] != "/Tx":
        raise UnfitPaperError(f"{name} is unknown")
    if "/V" in field:
        raise UnfitPaperError(f"{name} is taken")
    left, bottom, right, top = _edges(field)
    style = DEFAULT_STYLE.match(str(field["/DA"]))
    if style is None:
        raise UnfitPaperError(f"{name} has no style")
    drawn = draw_field_text(
        writer=writer,
        field=FieldText(
            text=text,
            size=float(style["size"]),
            italic=style["style"] == "Italic",
            align=ALIGNS[int(field["/Q"])],
        ),
        width=right - left,
        height=top - bottom,
    )
    field[pdf_name("/V")] = generic.TextStringObject(text)
    field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): drawn})
    writer.update_container(field)
