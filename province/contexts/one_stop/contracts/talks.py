"""What is said beside the acts of a dossier: notes among officials, messages, questions."""

from dataclasses import dataclass
from datetime import date, datetime

from province.kernel.calendars.contracts import Limit

NOTED, TOLD = "noted", "applicant_told"
ASKED, ANSWERED = "question_asked", "question_answered"
TALK = frozenset({NOTED, TOLD, ASKED, ANSWERED})
TITLE = "Trả lời câu hỏi của người nộp"
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class QuestionTerms:
    """How soon questions are answered, and how many an applicant may ask."""

    valid_from: date
    limit: Limit
    most_open: int
    most_a_day: int
    source: str
    is_recalled: bool


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that an official wrote, for officials or for the applicant."""

    seq: int
    words: str
    at: datetime
    official_id: int | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the applicant, and its answer once there is one."""

    task_id: int
    words: str
    asked_at: datetime
    due_at: datetime | None
    is_open: bool
    answer: Saying | None = None

    @property
    def waits(self) -> bool:
        """Tell whether nobody has answered it."""
        return self.answer is None

    def is_late(self, now: datetime) -> bool:
        """Tell whether it was answered late, or waits longer than it should."""
        end = self.answer.at if self.answer is not None else now
        return self.due_at is not None and end > self.due_at


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said on a dossier, as far as its reader may know."""

    questions: tuple[Question, ...] = ()
    told: tuple[Saying, ...] = ()
    notes: tuple[Saying, ...] = ()
    sees_notes: bool = False

    def question(self, task_id: int) -> Question | None:
        """Return the question of this task."""
        return next((one for one in self.questions if one.task_id == task_id), None)
