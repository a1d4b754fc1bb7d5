"""REST routes for partners: sending a filing, and following what they sent."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from ninja import File, Form, Router
from ninja.files import UploadedFile

from province.contexts.one_stop import public
from province.contexts.one_stop.api.schemas import (
    FiledOutput,
    FilingInput,
    FilingStateOutput,
)
from province.contexts.one_stop.contracts.filing import PartnerFiling, StoredPaper
from province.contexts.one_stop.errors import (
    IncompleteFilingError,
    MayNotFileError,
    ResultNotIssuedError,
)
from province.foundation.api.documents import document_of, with_document
from province.foundation.api.keys import key_of
from province.foundation.errors import FieldFault
from province.foundation.identity.actors import Actor, SessionKind
from province.foundation.web.desk import actor_of
from province.kernel.attachments import public as attachments
from province.kernel.attachments.web.serving import serve
from province.kernel.parties.contracts import PersonInput, Sex

router = Router(tags=["one_stop"])
PURPOSE = "Đối tác theo dõi hồ sơ mình đã gửi"
_NOT_SENT = _("Hồ sơ nêu tệp này nhưng không gửi kèm.")
_NOT_NAMED = _("Tệp này được gửi kèm nhưng hồ sơ không nêu. Ghi tên tệp ở mục papers.")
_TWICE = _("Hai tệp trùng tên. Đặt tên khác nhau cho từng tệp.")


@router.post(
    "/filings",
    response={201: FiledOutput},
    url_name="one_stop_file",
    summary=gettext_noop("Gửi một hồ sơ thay người dân"),
    openapi_extra=with_document(name="filing", shape=FilingInput),
)
def file(
    request: HttpRequest,
    filing: Form[str],
    papers: File[list[UploadedFile]] = [],  # noqa: B006 -- ninja reads the default, nobody changes it
) -> FiledOutput:
    """Take a filing of a partner in; sent again under the same code it is the same filing.

    The request is ``multipart/form-data``: ``filing`` is a JSON document, ``papers`` are the files
    that it names.
    """
    actor = _partner(request)
    given = document_of(FilingInput, filing)
    stored = _stored(actor, given, papers)
    filed = public.file_for_partner(
        actor=actor,
        filing=PartnerFiling(
            external_code=given.external_code,
            procedure_code=given.procedure_code,
            agency_code=given.agency_code,
            person=PersonInput(
                full_name=given.applicant.full_name,
                personal_number=given.applicant.personal_number,
                birth_date=given.applicant.birth_date,
                sex=Sex(given.applicant.sex) if given.applicant.sex else None,
                phone=given.applicant.phone,
                email=given.applicant.email,
                address=given.applicant.address,
            ),
            typed=_typed(given),
            papers=stored,
            delivery=given.delivery,
            filed_at=given.filed_at,
        ),
        key=key_of(request),
        now=timezone.now(),
    )
    return FiledOutput(
        external_code=given.external_code,
        filing_no=filed.filing_no,
        state_url=reverse("api-1:one_stop_filing", kwargs={"external_code": given.external_code}),
    )


@router.get(
    "/filings/{external_code}",
    response=FilingStateOutput,
    url_name="one_stop_filing",
    summary=gettext_noop("Xem một hồ sơ mình đã gửi"),
)
def get_filing(request: HttpRequest, external_code: str) -> FilingStateOutput:
    """Show a partner where a filing of its own stands; unknown to every other partner."""
    found = public.get_dossier_of_partner(
        actor=_partner(request),
        external_code=external_code,
        purpose=PURPOSE,
        now=timezone.now(),
    )
    return FilingStateOutput(
        external_code=external_code,
        filing_no=found.filing_no,
        code=found.code,
        processing=found.processing.value,
        national_status=int(found.national),
        filed_at=found.filed_at,
        received_at=found.received_at,
        due_at=found.due_at,
        finished_at=found.finished_at,
        returned_at=found.returned_at,
        result_number=found.result.number if found.result else "",
    )


@router.get(
    "/filings/{external_code}/result",
    response={200: bytes},
    url_name="one_stop_filing_result",
    summary=gettext_noop("Tải kết quả của một hồ sơ mình đã gửi"),
)
def get_result(request: HttpRequest, external_code: str) -> HttpResponseBase:
    """Answer the sealed result, a PDF; 404 until it is issued."""
    actor = _partner(request)
    found = public.get_dossier_of_partner(
        actor=actor,
        external_code=external_code,
        purpose=PURPOSE,
        now=timezone.now(),
    )
    if found.result is None or not found.result.is_issued:
        raise ResultNotIssuedError
    pieces, value = attachments.open_version(
        actor=actor, version_id=found.result.version_id, may_read=True
    )
    return serve(value, pieces)


def _partner(request: HttpRequest) -> Actor:
    """Return the partner that calls.

    :raises MayNotFileError: it is a person, who files on the pages.
    """
    actor = actor_of(request)
    if actor.session is not SessionKind.PARTNER:
        raise MayNotFileError
    return actor


def _typed(given: FilingInput) -> dict[str, list[str]]:
    """Return the answers as a form would send them: rows under numbered names."""
    typed: dict[str, list[str]] = {}
    for name, answer in given.answers.items():
        if isinstance(answer, str):
            typed[name] = [answer]
        elif all(isinstance(one, str) for one in answer):
            typed[name] = [one for one in answer if isinstance(one, str)]
        else:
            rows = [one for one in answer if isinstance(one, dict)]
            for number, row in enumerate(rows):
                typed |= {f"{name}__{number}__{key}": [words] for key, words in row.items()}
    return typed


def _stored(actor: Actor, given: FilingInput, files: list[UploadedFile]) -> tuple[StoredPaper, ...]:
    """Take the files in that the filing names.

    :raises IncompleteFilingError: a file is not there, is not named, or is refused.
    """
    sent = {file.name or "": file for file in files}
    named = {paper.file for paper in given.papers}
    faults = [
        FieldFault(field=f"papers.{name}", code="one_stop.file_missing", sentence=_NOT_SENT)
        for name in sorted(named - set(sent))
    ]
    faults += [
        FieldFault(field=f"papers.{name}", code="one_stop.file_unnamed", sentence=_NOT_NAMED)
        for name in sorted(set(sent) - named)
    ]
    if len(sent) != len(files):
        faults.append(FieldFault("papers", "one_stop.file_twice", _TWICE))
    if faults:
        raise IncompleteFilingError(faults=tuple(faults))
    kept = []
    for paper in given.papers:
        taken = attachments.take_several(
            actor=actor, field=paper.field, files=[sent[paper.file]], now=timezone.now()
        )
        faults += taken.faults
        kept += [StoredPaper(field=paper.field, version_id=one.id) for one in taken.versions]
    if faults:
        raise IncompleteFilingError(faults=tuple(faults))
    return tuple(kept)
