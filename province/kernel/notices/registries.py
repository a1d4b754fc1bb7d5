"""Where modules above say what is told on which occasion, and in which words."""

from province.foundation.registry import Registry
from province.kernel.notices import rules
from province.kernel.notices.contracts import DigestPart, NoticeKind, Part


def _faults(kind: NoticeKind) -> list[str]:
    wording = kind.wording
    found = []
    for part, text in ((Part.TITLE, wording.title), (Part.TEXT, wording.text)):
        if not str(text).strip():
            found.append(f"{part} is empty")
    for text in (wording.title, wording.text, wording.sms):
        found += [f"{{{name}}} is no value" for name in rules.strangers(str(text), kind.values)]
    return found


NOTICE_KINDS: Registry[NoticeKind] = Registry(
    name="notice kinds", key=lambda kind: kind.key, check=_faults
)
DIGEST_PARTS: Registry[DigestPart] = Registry(name="digest parts", key=lambda part: part.key)
