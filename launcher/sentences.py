"""What the launcher tells: help, steps, states; in English and in Vietnamese."""

from launcher.words import Words


class Sentence(Words):
    """A sentence that tells how things are."""

    HELP_ALL = (
        "The digital government of a province in one install.",
        "Chính quyền số của một tỉnh trong một bản cài.",
    )
    HELP_RUN = (
        "run on this terminal; Ctrl-C stops",
        "chạy trên cửa sổ này; Ctrl-C để dừng",
    )
    HELP_START = (
        "start in the background",
        "khởi động ở chế độ nền",
    )
    HELP_STOP = (
        "stop everything",
        "dừng tất cả",
    )
    HELP_STATUS = (
        "say what runs (exit code 0: all of it, 3: nothing)",
        "cho biết những gì đang chạy (mã thoát 0: đủ cả, 3: không có gì)",
    )
    HELP_SHELL = (
        "open a Python shell in the running install",
        "mở cửa sổ lệnh Python trong bản cài đang chạy",
    )
    HELP_TEST = (
        "run every check and every test",
        "chạy mọi kiểm tra và mọi kiểm thử",
    )
    HELP_FAST = (
        "stop at the first failure",
        "dừng ở lỗi đầu tiên",
    )
    HELP_BENCH = (
        "measure on this machine what the product claims",
        "đo trên máy này những gì sản phẩm hứa",
    )
    HELP_SELFCHECK = (
        "take a test dossier through the running install",
        "đưa một hồ sơ kiểm thử đi hết bản cài đang chạy",
    )
    HELP_ORIGIN = (
        "through which door the test dossier comes in (default: portal)",
        "hồ sơ kiểm thử đến qua cửa nào (mặc định: portal)",
    )
    NO_TROUBLES = (
        "Nothing is wrong, as far as the worker has seen.",
        "Không có gì trục trặc, theo lần kiểm tra gần nhất.",
    )
    TROUBLES = (
        "{broken} broken, {warnings} to be looked at: see 'What is wrong now' of the console.",
        "{broken} hỏng, {warnings} cần để ý: xem trang “Đang có gì trục trặc” của quản trị.",
    )
    HELP_BACKUP = (
        "write everything into one sealed file (--verify: is this one whole?)",
        "ghi tất cả vào một tệp niêm phong (--verify: tệp này có nguyên vẹn không?)",
    )
    HELP_RESTORE = (
        "make an install again from a backup, here or on another machine",
        "dựng lại bản cài từ một bản sao lưu, trên máy này hoặc máy khác",
    )
    HELP_BACKUP_FILE = (
        "the file (default: a name with the moment, in backups/ of the data folder)",
        "tên tệp (mặc định: tên theo thời điểm, trong backups/ của thư mục dữ liệu)",
    )
    HELP_VERIFY = (
        "read FILE to its end instead and say whether it is whole",
        "chỉ đọc FILE đến hết và cho biết tệp có nguyên vẹn không",
    )
    HELP_SCHEDULED = (
        "the backup of the day, as [backup] of tinhso.toml says",
        "bản sao lưu trong ngày, theo mục [backup] của tinhso.toml",
    )
    HELP_REPLACE = (
        "move an install that lies there aside first; nothing of it is deleted",
        "chuyển bản cài đang có ở đó sang bên trước; không xóa gì của nó",
    )
    ASK_PASSPHRASE = (
        "Passphrase of the backup: ",
        "Mật khẩu của bản sao lưu: ",
    )
    ASK_PASSPHRASE_AGAIN = (
        "Once more: ",
        "Nhập lại: ",
    )
    STEP_PACK = (
        "Database, files, keys, settings into {file}",
        "Cơ sở dữ liệu, tệp, khóa, thiết lập vào {file}",
    )
    STEP_READ_BACK = (
        "Reading the backup to its end",
        "Đọc bản sao lưu đến hết",
    )
    STEP_UNPACK_FILES = (
        "Files, keys, settings",
        "Tệp, khóa, thiết lập",
    )
    STEP_UNPACK_DATABASE = (
        "Database",
        "Cơ sở dữ liệu",
    )
    STEP_TOLD = (
        "{clone}/tinhso {word}",
        "{clone}/tinhso {word}",
    )
    STEP_JOURNAL = (
        "Journal of every dossier",
        "Nhật ký của mọi hồ sơ",
    )
    BACKUP_MADE = (
        "Backup {file}: {megabytes} MB, {rows} rows, {contents} files; read back and whole.",
        "Bản sao lưu {file}: {megabytes} MB, {rows} dòng, {contents} tệp; đã đọc lại, nguyên vẹn.",
    )
    BACKUP_KEEP_PASSPHRASE = (
        "Without its passphrase nobody can read it, you neither: keep that elsewhere.",
        "Không có mật khẩu thì không ai đọc được, kể cả bạn: hãy cất mật khẩu ở nơi khác.",
    )
    BACKUP_LOST_FILES = (
        (
            "The install itself lacks {count} files of attachments, or has them damaged, so "
            "they are not whole in the backup either: {names}"
        ),
        (
            "Chính bản cài thiếu hoặc bị hỏng {count} tệp đính kèm, nên bản sao lưu cũng không "
            "có đủ: {names}"
        ),
    )
    BACKUP_IS_WHOLE = (
        "{file} is whole: made at {made_at} ({mode}), {rows} rows, {contents} files.",
        "{file} nguyên vẹn: tạo lúc {made_at} ({mode}), {rows} dòng, {contents} tệp.",
    )
    MOVED_ASIDE = (
        "The install that was there lies in {folder} now.",
        "Bản cài trước đó nay nằm ở {folder}.",
    )
    RESTORED = (
        "Restored into {folder}: {rows} rows, {contents} files; counts, digests and journal fit.",
        "Đã phục hồi vào {folder}: {rows} dòng, {contents} tệp; số dòng, mã băm và nhật ký khớp.",
    )
    RESTORED_START = (
        "Start it: ./tinhso start --data {folder}",
        "Khởi động: ./tinhso start --data {folder}",
    )
    RESTORED_ONCE = (
        "Two installs of the same data must not serve at the same time: stop the other one.",
        "Không để hai bản cài của cùng một dữ liệu phục vụ cùng lúc: hãy dừng bản kia.",
    )
    HELP_DATA = (
        "folder of the data (default: var in the clone)",
        "thư mục dữ liệu (mặc định: var trong bản sao mã nguồn)",
    )
    HELP_PORT = (
        "port of the web (default: 8000)",
        "cổng web (mặc định: 8000)",
    )
    HELP_EMPTY = (
        "a clean province without demonstration data",
        "tỉnh trống, không có dữ liệu trình diễn",
    )
    HELP_LISTEN = (
        "serve HTTPS on this address to other machines",
        "phục vụ HTTPS trên địa chỉ này cho máy khác",
    )

    STEP_VENV = (
        "Python {version} environment",
        "Môi trường Python {version}",
    )
    STEP_PACKAGES = (
        "Packages of {lock}",
        "Gói phần mềm trong {lock}",
    )
    STEP_FRONT_END = (
        "Front-end packages",
        "Gói giao diện",
    )
    STEP_POSTGRES = (
        "PostgreSQL",
        "PostgreSQL",
    )
    STEP_ROLES = (
        "Database and its two roles",
        "Cơ sở dữ liệu và hai vai trò",
    )
    STEP_CODE = (
        "Code",
        "Mã chương trình",
    )
    STEP_TRANSLATIONS = (
        "Translations",
        "Bản dịch",
    )
    STEP_MIGRATE = (
        "Tables",
        "Bảng dữ liệu",
    )
    STEP_LOAD = (
        "Facts of the province",
        "Dữ liệu của tỉnh",
    )
    STEP_STATIC = (
        "Static files",
        "Tệp tĩnh",
    )
    STEP_WEB = (
        "Web and worker",
        "Web và tiến trình nền",
    )

    READY = (
        "Tỉnh Số is ready: {url}",
        "Tỉnh Số đã sẵn sàng: {url}",
    )
    MAILBOX_AT = (
        "Mails and short messages of the demonstration end here: {url}",
        "Thư và tin nhắn của bản trình diễn dừng ở đây: {url}",
    )
    TRUST_CA = (
        (
            "The certificate is signed by this install's own authority: browsers accept it "
            "once {path} has been imported."
        ),
        "Chứng thư do bản cài này tự ký: trình duyệt chấp nhận sau khi nhập {path}.",
    )
    STOP_FOREGROUND = (
        "Stop with Ctrl-C.",
        "Dừng bằng Ctrl-C.",
    )
    STOP_BACKGROUND = (
        "Stop with ./tinhso stop (with the same --data, if you gave one).",
        "Dừng bằng ./tinhso stop (kèm đúng --data nếu đã dùng).",
    )
    STOPPING = (
        "Stopping …",
        "Đang dừng …",
    )
    STOPPED = (
        "Stopped.",
        "Đã dừng.",
    )
    RUNNING_AT = (
        "Tỉnh Số is running at {url}",
        "Tỉnh Số đang chạy tại {url}",
    )
    DATA_IN = (
        "Data in {folder}, mode {mode}.",
        "Dữ liệu ở {folder}, chế độ {mode}.",
    )
    DATA_ELSEWHERE = (
        (
            "The database lies in {folder} and runs as {account}, because the system refuses "
            "user namespaces and that account cannot reach the data folder."
        ),
        (
            "Cơ sở dữ liệu nằm ở {folder} và chạy dưới tài khoản {account}, vì hệ thống không "
            "cho dùng không gian người dùng và tài khoản ấy không vào được thư mục dữ liệu."
        ),
    )
    CHILD_RUNS = (
        "  {name}: runs, process {pid}",
        "  {name}: đang chạy, tiến trình {pid}",
    )
    CHILD_IS_DOWN = (
        "  {name}: down",
        "  {name}: không chạy",
    )
    WEB_SILENT = (
        "The web does not answer at {url}: {why}.",
        "Web không trả lời tại {url}: {why}.",
    )
    WEB_IS_NOT_OURS = (
        "What answers at {url} is not this install.",
        "Chương trình trả lời tại {url} không phải là bản cài này.",
    )
    WEB_IS_ILL = (
        "The web at {url} answers {status}: it, or its database, is not well; see its log.",
        "Web tại {url} trả lời {status}: web hoặc cơ sở dữ liệu có lỗi; hãy xem nhật ký.",
    )
    CHILD_DIED = (
        "{name} has died (code {code}).",
        "{name} đã chết (mã {code}).",
    )
    CHILD_BACK = (
        "{name} is back, process {pid}.",
        "{name} đã chạy lại, tiến trình {pid}.",
    )
    CHILD_NOT_BACK = (
        "{name} did not come back: {why}",
        "{name} chưa chạy lại được: {why}",
    )
    NOT_RUNNING = (
        "Tỉnh Số is not running.",
        "Tỉnh Số không chạy.",
    )
    ALREADY_STARTING = (
        "Somebody else is starting or stopping this install at this moment.",
        "Bản cài này đang được khởi động hoặc dừng ở nơi khác.",
    )

    TEST_STEP = (
        "== {name}",
        "== {name}",
    )
    TEST_STEP_DONE = (
        "== {name}: {seconds} s, {passed} passed, {failed} failed",
        "== {name}: {seconds} s, {passed} đạt, {failed} lỗi",
    )
    STOPPED_EARLY = (
        "the steps after the first failure (--fast)",
        "các bước sau lỗi đầu tiên (--fast)",
    )
    NOT_RUN = (
        "Could not run: {what}",
        "Không chạy được: {what}",
    )
    NOT_RUN_IN_CI = (
        "Could not run, though here nothing may be missing: {what}",
        "Không chạy được, dù ở đây không được thiếu gì: {what}",
    )
    NOT_RUN_ACCEPTED = (
        "Left out as asked: {what}",
        "Bỏ qua theo yêu cầu: {what}",
    )
    NO_BROWSER = (
        "browser journeys: no Chromium here; 'apt-get install chromium' brings it",
        "kiểm thử trình duyệt: không có Chromium; 'apt-get install chromium' để cài",
    )
    NO_CLAMD = (
        "virus scans: no clamd here; 'apt-get install clamav-daemon' brings it",
        "quét vi-rút: không có clamd; 'apt-get install clamav-daemon' để cài",
    )
