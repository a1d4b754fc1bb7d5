"""The self-check: one dossier from filing to the verified result, over HTTP."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from re import search

from province.contexts.one_stop.contracts.states import Origin
from province.foundation.db.locks import NotAloneError
from province.kernel.org import public as org
from province.kernel.signing import public as signing
from province.sites.console.selfcheck.filing import answers_of, file_allowance
from province.sites.console.selfcheck.partner import file_by_api, one_time_key
from province.sites.console.selfcheck.people import CITIZEN, NUMBER, Credentials, one_time_people
from province.sites.console.selfcheck.robot import Robot, UnexpectedPageError, Upload

SIGNATURES = 2
OPENING = "Mở tài khoản một lần"
ANOTHER = "Một lần tự kiểm tra khác đang chạy. Hãy chờ nó xong rồi chạy lại."


@dataclass(frozen=True, slots=True)
class StepOutcome:
    """One step of the check: what was done, how long it took, what went wrong."""

    name: str
    seconds: float
    fault: str = ""


@dataclass(slots=True)
class Check:
    """A running check: its steps so far, and what later steps need of earlier ones."""

    base_url: str
    ca_file: str | None
    now: datetime
    tell: Callable[[StepOutcome], None]
    origin: Origin = Origin.PORTAL
    steps: list[StepOutcome] = field(default_factory=list)
    filing_no: str = ""
    code: str = ""
    result: bytes = b""
    robots: ExitStack = field(default_factory=ExitStack)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step and tell of it; a fault ends the check."""
        began = time.monotonic()
        try:
            yield
        except Exception as fault:
            self._end(name, began, fault=f"{type(fault).__name__}: {fault}")
            raise
        self._end(name, began)

    def _end(self, name: str, began: float, fault: str = "") -> None:
        outcome = StepOutcome(name=name, seconds=time.monotonic() - began, fault=fault)
        self.steps.append(outcome)
        self.tell(outcome)


def run_check(check: Check) -> bool:
    """Walk the whole path; tell whether every step went well."""
    try:
        with one_time_people(now=check.now) as people, check.robots:
            _walk(check, people)
    except NotAloneError:
        check.tell(StepOutcome(name=OPENING, seconds=0, fault=ANOTHER))
        return False
    except Exception as fault:  # noqa: BLE001 -- any fault is a failed check, told in its step
        if not check.steps or not check.steps[-1].fault:
            check.tell(StepOutcome(name=OPENING, seconds=0, fault=str(fault)))
        return False
    return True


def _walk(check: Check, people: dict[str, Credentials]) -> None:
    citizen = _file(check, people["citizen"])
    with check.step("Một cửa tiếp nhận, cấp mã và giấy hẹn"):
        _act(check, people["one_stop_officer"], "tiep-nhan")
        citizen.open(f"/tra-cuu/{check.filing_no}/")
        check.code = _code_on(citizen)
    with check.step("Chuyên viên nhận việc, thẩm định, soạn dự thảo"):
        specialist = _act(check, people["specialist"], "nhan-viec")
        _submit_act(specialist, "tham-dinh", _proposal(check, specialist))
    with check.step("Trưởng phòng kiểm tra"):
        _act(check, people["head_of_division"], "kiem-tra", {})
    with check.step("Lãnh đạo ký số"):
        leader = people["leader"]
        _act(check, leader, "ky", {"pin": leader.pin})
    with check.step("Văn thư cấp số, đóng dấu"):
        clerk = people["clerk"]
        _act(check, clerk, "dong-dau", {"pin": clerk.pin})
    with check.step("Tra cứu công khai bằng mã hồ sơ"):
        public = _robot(check)
        public.open(f"/tra-cuu/{check.code}/")
        public.expect(check.code, "Đã trả kết quả")
        _refuse_names(public)
    with check.step("Công dân tải kết quả"):
        citizen.open("/ho-so-cua-toi/")
        citizen.open(_own_dossier(citizen, check))
        check.result = _download_result(citizen)
    with check.step("Kiểm tra chữ ký số trên kết quả"):
        _verify(check, public)


def _file(check: Check, who: Credentials) -> Robot:
    """File through the door that is checked; returns the citizen's browser."""
    unit = org.test_agency()
    if check.origin is Origin.PORTAL:
        with check.step("Công dân đăng nhập, điền và nộp hồ sơ"):
            citizen = _signed_in(check, who)
            answers = answers_of(name=CITIZEN, number=NUMBER, commune_id=unit.id)
            check.filing_no = file_allowance(robot=citizen, answers=answers)
        return citizen
    with check.step("Cổng quốc gia chuyển hồ sơ qua API, gửi lặp lại"), ExitStack() as keys:
        answers = answers_of(name=CITIZEN, number=NUMBER, commune_id=unit.id)
        check.filing_no = file_by_api(
            base_url=check.base_url,
            ca_file=check.ca_file,
            secret=keys.enter_context(one_time_key(now=check.now)),
            external_code=f"TKT-{check.now:%Y%m%d%H%M%S%f}",
            answers={**answers, "commune": unit.code},
            agency_code=unit.code,
        )
    with check.step("Công dân đăng nhập, thấy hồ sơ"):
        citizen = _signed_in(check, who)
        citizen.open("/ho-so-cua-toi/")
        citizen.expect(check.filing_no)
    return citizen


def _robot(check: Check) -> Robot:
    """Open a browser that is closed when the check ends."""
    return check.robots.enter_context(
        closing(Robot(base_url=check.base_url, ca_file=check.ca_file))
    )


def _signed_in(check: Check, who: Credentials) -> Robot:
    robot = _robot(check)
    robot.open("/dang-nhap/")
    robot.submit(holding="username", values={"username": who.username, "password": who.password})
    return robot


def _act(check: Check, who: Credentials, act: str, values: dict[str, str] | None = None) -> Robot:
    """Sign in, find the dossier by the header's search, do one act."""
    robot = _signed_in(check, who)
    robot.open(f"/ho-so/tim/?q={check.code or check.filing_no}")
    if robot.has_form(f"viec={act}"):
        robot.submit(holding=f"viec={act}", values=values)
    else:
        _submit_act(robot, act, values or {})
    return robot


def _submit_act(robot: Robot, act: str, values: dict[str, str]) -> None:
    """Open the form of an act on the dossier's page, fill it, send it."""
    page = robot.url.split("?")[0]
    robot.open(f"{page}?viec={act}")
    robot.submit(holding=f"viec={act}", values=values)
    if robot.has_form(f"viec={act}"):
        raise UnexpectedPageError(f"{act}: not accepted: {robot.text()[:400]}")


def _proposal(check: Check, specialist: Robot) -> dict[str, str]:
    page = specialist.url.split("?")[0]
    specialist.open(f"{page}?viec=tham-dinh")
    return {
        "result": "grant",
        "category": specialist.first_choice("category"),
        "coefficient": specialist.first_choice("coefficient"),
        "monthly_amount": "750.000",
        "deviation": "Tự kiểm tra hệ thống, không chi trả.",
        "from_month": f"{check.now:%m/%Y}",
        "note": "Đủ điều kiện",
    }


def _code_on(robot: Robot) -> str:
    found = search(r"H\d{2}(?:\.[0-9A-Z]{1,3}){0,2}-\d{6}-\d{4,}", robot.text())
    if found is None:
        raise UnexpectedPageError(f"{robot.url}: no dossier code: {robot.text()[:300]}")
    return found[0]


def _refuse_names(robot: Robot) -> None:
    """Make sure that the public page tells nobody whose dossier it is."""
    if CITIZEN in robot.text():
        raise UnexpectedPageError(f"{robot.url}: the public page names the applicant")


def _own_dossier(robot: Robot, check: Check) -> str:
    for row in robot.blocks_with(check.code):
        return row
    raise UnexpectedPageError(f"{robot.url}: {check.code} is not among one's own dossiers")


def _download_result(robot: Robot) -> bytes:
    robot.expect("QĐ-UBND")
    for address in robot.links():
        if "/giay/" in address:
            content = robot.download(address)
            if content.startswith(b"%PDF") and b"/ByteRange" in content:
                return content
    raise UnexpectedPageError(f"{robot.url}: no signed result among the papers")


def _verify(check: Check, public: Robot) -> None:
    findings = signing.verify_paper(pdf=check.result, now=check.now)
    if not findings.is_good or len(findings.signatures) != SIGNATURES:
        raise UnexpectedPageError(f"signatures: {findings}")
    public.open("/kiem-tra-chu-ky/")
    public.submit(holding="paper", uploads={"paper": Upload("ket-qua.pdf", check.result)})
    public.expect("thử nghiệm")
