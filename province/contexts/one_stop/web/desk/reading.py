"""The words of an office file of a dossier, for officials who may not have the file itself."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from province.contexts.one_stop import public
from province.foundation.errors import DomainError
from province.foundation.files.office.contracts import OfficeText, Section, SectionKind
from province.foundation.identity.actors import Actor
from province.foundation.ui.viewing import PaperWords, WordSection
from province.kernel.attachments import public as attachments
from province.kernel.attachments.contracts import AttachmentVersionValue

PURPOSE = "Xem giấy tờ của hồ sơ"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads in which dossier, and when."""

    actor: Actor
    case_id: int
    now: datetime

    def words_of(self, value: AttachmentVersionValue) -> PaperWords:
        """Return the words of a paper, or why there are none; it is a look at the paper.

        :raises DossierNotFoundError: no such dossier for this actor.
        """
        public.get_dossier(actor=self.actor, case_id=self.case_id, purpose=PURPOSE, now=self.now)
        label = _("Bản xem nội dung, không phải bản gốc.")
        if not value.may_leave:
            label = _("Bản xem nội dung, không phải bản gốc; tệp chưa được quét.")
        try:
            text = attachments.preview_words(version_id=value.id)
        except DomainError as refusal:
            return PaperWords(label=label, refusal=str(refusal))
        sections = tuple(
            WordSection(title=_title(section), blocks=section.blocks, note=_cut(section))
            for section in text.sections
        )
        return PaperWords(label=label, sections=sections, notes=_notes(text))


def _title(section: Section) -> str:
    titles = {
        SectionKind.BODY: _("Nội dung"),
        SectionKind.MARGINS: _("Đầu trang, chân trang"),
        SectionKind.NOTES: _("Chú thích"),
        SectionKind.COMMENTS: _("Nhận xét"),
        SectionKind.SHEET: _("Trang tính “%(name)s”"),
        SectionKind.HIDDEN_SHEET: _("Trang tính “%(name)s” (bị ẩn trong tệp)"),
    }
    return titles[section.kind] % {"name": section.name}


def _cut(section: Section) -> str:
    return _("Tệp còn nữa; ở đây chỉ hiện phần đầu.") if section.is_cut else ""


def _notes(text: OfficeText) -> tuple[str, ...]:
    is_book = any(
        section.kind in {SectionKind.SHEET, SectionKind.HIDDEN_SHEET} for section in text.sections
    )
    notes = [
        _("Ô hiện giá trị đã lưu, không hiện công thức và cách định dạng.")
        if is_book
        else _("Không hiện chữ đậm, căn lề và số thứ tự tự động.")
    ]
    if text.pictures and is_book:
        notes.append(_("Tệp có hình hoặc biểu đồ không hiện ở đây."))
    elif text.pictures:
        notes.append(_("Tệp có %(count)s hình không hiện ở đây.") % {"count": text.pictures})
    if text.has_changes:
        notes.append(_("Tệp có chỗ sửa còn theo dõi; ở đây hiện như đã nhận mọi chỗ sửa."))
    return tuple(notes)
