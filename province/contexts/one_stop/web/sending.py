"""What is sent to answer a supplement request, through the portal or at the counter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from province.contexts.one_stop.contracts.filing import FiledPaper
from province.contexts.one_stop.contracts.views import SupplementView
from province.foundation.errors import FieldFault
from province.foundation.identity.actors import Actor
from province.foundation.ui.contracts import FieldError, FieldKind, FieldView, FileRow
from province.kernel.attachments import public as attachments
from province.kernel.forms.web.widgets import FILE_ACCEPT

LONGEST = 2000
MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that the applicant is asked for: what, why, where it is sent, what came already."""

    name: str
    why: str
    field: FieldView
    files: tuple[FileRow, ...] = ()
    kept: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sending:
    """What one sending has brought: papers by demand, words, and what is wrong."""

    kept: dict[str, tuple[int, ...]]
    note: str
    faults: tuple[FieldFault, ...] = ()

    def papers(self, asked: SupplementView) -> tuple[FiledPaper, ...]:
        """Return the papers under the names of what was asked for."""
        return tuple(
            FiledPaper(field=demand_name(index), component=item.name, version_id=version)
            for index, item in enumerate(asked.items)
            for version in self.kept[demand_name(index)]
        )


def demand_name(index: int) -> str:
    """Return the name of the file field of one demand."""
    return f"item_{index}"


def demands_of(
    request: SupplementView, said: dict[str, str], kept: dict[str, tuple[int, ...]]
) -> tuple[Demand, ...]:
    """Return what a supplement request asks for, with what an earlier try has brought."""
    known = attachments.versions(version_ids=[one for ids in kept.values() for one in ids])
    demands = []
    for index, item in enumerate(request.items):
        name = demand_name(index)
        versions = tuple(one for one in kept.get(name, ()) if one in known)
        demands.append(
            Demand(
                name=item.name,
                why=item.why,
                field=FieldView(
                    name=name,
                    label=_("Chụp hoặc chọn tệp: %(paper)s") % {"paper": item.name},
                    kind=FieldKind.FILE,
                    hint=_("Ảnh rõ bốn góc hoặc PDF, mỗi tệp không quá 20 MB."),
                    error=said.get(name, ""),
                    accept=FILE_ACCEPT,
                    multiple=True,
                    element_id=name,
                ),
                files=tuple(
                    FileRow(name=known[one].name, note=_("Đã nhận, không phải gửi lại"))
                    for one in versions
                ),
                kept=versions,
            )
        )
    return tuple(demands)


def errors_of(demands: tuple[Demand, ...], said: dict[str, str]) -> tuple[FieldError, ...]:
    """Return the faults of a sending, each linked to its field."""
    labels = {demand.field.name: demand.name for demand in demands}
    labels["note"] = _("Lời nhắn")
    return tuple(
        FieldError(label=labels[field], anchor=field, message=sentence)
        for field, sentence in said.items()
        if field in labels
    )


def read_sending(
    *, request: HttpRequest, actor: Actor, asked: SupplementView, now: datetime
) -> Sending:
    """Take the new files in, beside those that an earlier try has brought; tell what is wrong."""
    note = request.POST.get("note", "").replace("\x00", "").strip()
    kept: dict[str, tuple[int, ...]] = {}
    faults: list[FieldFault] = []
    for index in range(len(asked.items)):
        name = demand_name(index)
        before = _own(actor, request.POST.getlist(f"kept_{index}"))
        files = request.FILES.getlist(name)
        room = MOST_FILES - len(before)
        taken = attachments.take_several(actor=actor, field=name, files=files[:room], now=now)
        kept[name] = (*before, *(version.id for version in taken.versions))
        faults += [*taken.faults, *_too_many(name, [file.name or "" for file in files[room:]])]
    faults += _gaps(asked, kept, note, {fault.field for fault in faults})
    return Sending(kept=kept, note=note, faults=tuple(faults))


def _own(actor: Actor, given: Sequence[str]) -> tuple[int, ...]:
    """Keep the versions that the actor has sent themselves."""
    ids = [int(one) for one in given[:MOST_FILES] if one.isdecimal() and len(one) < 19]  # noqa: PLR2004 -- the longest id
    known = attachments.versions(version_ids=ids) if ids else {}
    return tuple(
        one for one in dict.fromkeys(ids) if one in known and known[one].owner == actor.key
    )


def _too_many(field: str, names: Sequence[str]) -> list[FieldFault]:
    """Name the files for which there was no room."""
    if not names:
        return []
    words = _(
        "Mỗi giấy tờ nhận nhiều nhất %(most)s tệp. Chưa nhận: %(names)s. "
        "Hãy gộp vào một tệp PDF rồi gửi lại các tệp này, hoặc bấm gửi nếu không cần nữa."
    )
    sentence = words % {"most": MOST_FILES, "names": ", ".join(names)}
    return [FieldFault(field=field, code="one_stop.too_many_files", sentence=sentence)]


def _gaps(
    asked: SupplementView, kept: dict[str, tuple[int, ...]], note: str, said: set[str]
) -> list[FieldFault]:
    if len(note) > LONGEST:
        words = _("Lời nhắn dài %(length)s ký tự, nhiều nhất %(most)s. Hãy viết ngắn lại.")
        sentence = words % {"length": len(note), "most": LONGEST}
        return [FieldFault(field="note", code="one_stop.too_long", sentence=sentence)]
    if note:
        return []
    words = _("Chưa gửi giấy này. Không có thì ghi vì sao ở ô cuối.")
    return [
        FieldFault(field=demand_name(index), code="one_stop.not_sent", sentence=words)
        for index in range(len(asked.items))
        if not kept[demand_name(index)] and demand_name(index) not in said
    ]
