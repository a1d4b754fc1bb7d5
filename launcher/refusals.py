"""What the launcher refuses, each with its remedy; in English and in Vietnamese."""

from launcher.words import Words


class Refusal(Words):
    """A sentence that says what is wrong and what to do."""

    STARTING_ELSEWHERE = (
        (
            "This install is being started or stopped elsewhere at this moment: wait, or use "
            "./tinhso start."
        ),
        (
            "Bản cài này đang được khởi động hoặc dừng ở nơi khác: hãy chờ, hoặc dùng "
            "./tinhso start."
        ),
    )
    ALREADY_RUNNING = (
        "This install is running already at {url}: use it, or stop it with ./tinhso stop.",
        "Bản cài này đang chạy tại {url}: hãy dùng luôn, hoặc dừng bằng ./tinhso stop.",
    )
    OTHER_START_FAILED = (
        "The start that was under way failed: run the command again to see why.",
        "Lần khởi động trước không thành: hãy chạy lại lệnh để xem lý do.",
    )
    START_FIRST = (
        "The install with its data in {folder} is not running: start it with ./tinhso start.",
        "Bản cài có dữ liệu ở {folder} không chạy: hãy khởi động bằng ./tinhso start.",
    )
    AS_SAID = (
        "{text}",
        "{text}",
    )
    SYSTEM_REFUSED = (
        "The operating system refused: {why}; check who owns this file or folder.",
        "Hệ điều hành từ chối: {why}; hãy xem tệp hoặc thư mục này thuộc về ai.",
    )
    PROGRAM_FAILED = (
        "'{program}' failed with code {code}; its last words:\n{tail}",
        "'{program}' thất bại với mã {code}; những dòng cuối:\n{tail}",
    )
    LOCK_WAITED = (
        "Another start has held {path} for too long: end it and start again.",
        "Một lần khởi động khác giữ {path} quá lâu: hãy kết thúc nó rồi chạy lại.",
    )
    PORT_IN_USE = (
        "Port {port} is in use by another program: choose another one, such as --port {other}.",
        "Cổng {port} đang bị chương trình khác dùng: hãy chọn cổng khác, ví dụ --port {other}.",
    )
    PORT_WRONG = (
        "{value} is no port: give a number from 1 to 65535.",
        "{value} không phải là cổng: hãy nhập số từ 1 đến 65535.",
    )
    LISTEN_WRONG = (
        "{value} is no address to listen on: give one of this machine's IP addresses, or 0.0.0.0.",
        "{value} không phải là địa chỉ IP: hãy nhập một địa chỉ IP của máy này, hoặc 0.0.0.0.",
    )
    ADDRESS_NOT_OURS = (
        "This machine has no address {address}: give one of its own, or 0.0.0.0 for all.",
        "Máy này không có địa chỉ {address}: hãy dùng địa chỉ của máy, hoặc 0.0.0.0 cho tất cả.",
    )
    PUBLIC_URL_WRONG = (
        "{value} is no public address: give one such as https://dichvucong.example.vn.",
        "{value} không phải là địa chỉ công khai: dạng đúng là https://dichvucong.example.vn.",
    )
    DISK_FULL = (
        (
            "Only {free} MB are free for {folder} and {needed} MB are needed: make room or "
            "choose another disk with --data."
        ),
        (
            "Chỉ còn {free} MB trống cho {folder}, cần {needed} MB: hãy dọn chỗ hoặc chọn ổ "
            "đĩa khác bằng --data."
        ),
    )
    VENV_NOT_OURS = (
        "{path} is no Python environment: move it away and start again.",
        "{path} không phải là môi trường Python: hãy chuyển nó đi rồi chạy lại.",
    )
    VENV_MISSING = (
        "{path} has no packages: remove it and start again.",
        "{path} không có gói nào: hãy xóa nó rồi chạy lại.",
    )
    RUNNING_OTHERWISE = (
        (
            "This install is running already at {url}; another port or address is taken at a "
            "start: stop it with ./tinhso stop, then start it with these options."
        ),
        (
            "Bản cài này đang chạy tại {url}; cổng hay địa chỉ khác chỉ có hiệu lực khi khởi "
            "động: hãy dừng bằng ./tinhso stop rồi khởi động lại với các tùy chọn này."
        ),
    )
    NOT_EMPTY = (
        (
            "--empty was asked for, but a demonstration province lives in this data folder: "
            "choose another one with --data."
        ),
        (
            "Đã yêu cầu --empty nhưng thư mục dữ liệu này đang chứa tỉnh trình diễn: hãy chọn "
            "thư mục khác bằng --data."
        ),
    )
    MEMORY_BROKEN = (
        (
            "{path} cannot be understood: restore it from a copy, or remove it and give --port "
            "and --empty again as at the first start."
        ),
        (
            "Không đọc được {path}: hãy khôi phục từ bản sao, hoặc xóa nó và nhập lại --port "
            "và --empty như lần đầu."
        ),
    )
    SECRETS_BROKEN = (
        "{path} cannot be understood ({why}): restore it from your copy.",
        "Không đọc được {path} ({why}): hãy khôi phục từ bản sao.",
    )
    VAULT_KEY_WRONG = (
        (
            "vault_key in {path} or TINHSO_VAULT_KEY is not 32 bytes in URL-safe base64: "
            "restore it from your copy."
        ),
        (
            "vault_key trong {path} hoặc TINHSO_VAULT_KEY không phải 32 byte dạng base64 URL: "
            "hãy khôi phục từ bản sao."
        ),
    )
    SETTINGS_NOT_TOML = (
        "{path} is not valid TOML: {why}.",
        "{path} không đúng cú pháp TOML: {why}.",
    )
    SETTING_UNKNOWN = (
        "{path} sets '{name}', which does not exist; did you mean '{near}'?",
        "{path} đặt '{name}' nhưng không có thiết lập này; có phải là '{near}'?",
    )
    SETTING_TYPE = (
        "{path} sets '{name}' to a value of type {got}, but it takes one of type {expected}.",
        "{path} đặt '{name}' bằng giá trị kiểu {got}, trong khi cần kiểu {expected}.",
    )
    SETTING_VALUE = (
        "{path} sets '{name}' to {value}, which is not possible; examples: {example}.",
        "{path} đặt '{name}' bằng {value}, không dùng được; ví dụ: {example}.",
    )

    BINARIES_MISSING = (
        (
            "No PostgreSQL programs in {folder}: name a folder that has postgres and initdb in "
            "TINHSO_PG_BIN, or give DATABASE_URL."
        ),
        (
            "Không có chương trình PostgreSQL trong {folder}: hãy chỉ thư mục có postgres và "
            "initdb bằng TINHSO_PG_BIN, hoặc dùng DATABASE_URL."
        ),
    )
    BINARIES_CLOSED = (
        (
            "No account without rights can run the PostgreSQL programs in {folder}: name an "
            "open folder in TINHSO_PG_BIN."
        ),
        (
            "Tài khoản không có quyền không chạy được PostgreSQL trong {folder}: hãy chỉ một "
            "thư mục mở bằng TINHSO_PG_BIN."
        ),
    )
    NO_ACCOUNT = (
        (
            "PostgreSQL refuses to run as root, and none of the accounts {accounts} exists: "
            "make one with 'useradd --system tinhso'."
        ),
        (
            "PostgreSQL không chạy với quyền root và không có tài khoản nào trong số "
            "{accounts}: hãy tạo bằng 'useradd --system tinhso'."
        ),
    )
    NO_NAME = (
        (
            "PostgreSQL asks for the name of the account that runs it, and number {uid} has none "
            "on this machine: add a line for it to /etc/passwd, or run as an account that has one."
        ),
        (
            "PostgreSQL cần biết tên tài khoản chạy nó, mà số {uid} không có tên trên máy này: hãy "
            "thêm một dòng vào /etc/passwd, hoặc chạy bằng tài khoản có tên."
        ),
    )
    POSTGRES_TOO_OLD = (
        "{found} is too old: PostgreSQL {oldest} or newer is needed.",
        "{found} quá cũ: cần PostgreSQL {oldest} trở lên.",
    )
    OTHER_MAJOR = (
        (
            "The data in {folder} were written by PostgreSQL {written}, this is PostgreSQL "
            "{ours}: name the programs of version {written} in TINHSO_PG_BIN, or move the data "
            "with pg_upgrade."
        ),
        (
            "Dữ liệu trong {folder} do PostgreSQL {written} ghi, còn đây là PostgreSQL {ours}: "
            "hãy chỉ chương trình bản {written} bằng TINHSO_PG_BIN, hoặc chuyển dữ liệu bằng "
            "pg_upgrade."
        ),
    )
    SOCKETS_TAKEN = (
        "{folder} belongs to somebody else: remove it and start again.",
        "{folder} thuộc về người khác: hãy xóa nó rồi chạy lại.",
    )
    CLUSTER_BUSY = (
        "PostgreSQL processes of an earlier start work in {folder}: end them and start again.",
        "Tiến trình PostgreSQL của lần trước vẫn chạy trong {folder}: hãy kết thúc rồi chạy lại.",
    )
    POSTGRES_FAILED = (
        "PostgreSQL did not start; the end of {log}:\n{tail}",
        "PostgreSQL không khởi động được; phần cuối của {log}:\n{tail}",
    )
    DATABASE_URL_WRONG = (
        (
            "DATABASE_URL is no address of a PostgreSQL database: it reads "
            "postgresql://user:password@host:5432/database."
        ),
        (
            "DATABASE_URL không phải là địa chỉ PostgreSQL: dạng đúng là "
            "postgresql://user:password@host:5432/database."
        ),
    )
    DATABASE_UNREACHABLE = (
        "The database cannot be reached: {why}",
        "Không kết nối được cơ sở dữ liệu: {why}",
    )
    MAY_NOT_MAKE_ROLE = (
        (
            "The role of DATABASE_URL may not make the serving role {role}: have it made and "
            "give its address in TINHSO_APP_DATABASE_URL."
        ),
        (
            "Vai trò trong DATABASE_URL không được tạo vai trò phục vụ {role}: hãy nhờ tạo và "
            "đưa địa chỉ của nó vào TINHSO_APP_DATABASE_URL."
        ),
    )
    SERVING_ROLE_REFUSED = (
        (
            "The serving role {role} cannot sign in: give its address in "
            "TINHSO_APP_DATABASE_URL ({why})"
        ),
        (
            "Vai trò phục vụ {role} không đăng nhập được: hãy đưa địa chỉ của nó vào "
            "TINHSO_APP_DATABASE_URL ({why})"
        ),
    )

    CHILD_FAILED = (
        "{name} does not start; the end of {log}:\n{tail}",
        "{name} không khởi động được; phần cuối của {log}:\n{tail}",
    )
    WORKER_SILENT = (
        "The worker has not begun to work for {seconds} seconds: look into {log}.",
        "Tiến trình nền không bắt đầu làm việc trong {seconds} giây: hãy xem {log}.",
    )
    WEB_SILENT = (
        "The web has not answered for {seconds} seconds: look into {log}.",
        "Web không trả lời trong {seconds} giây: hãy xem {log}.",
    )

    SCANNER_FAILED = (
        "clamd did not start; its last words:\n{tail}",
        "clamd không khởi động được; những dòng cuối:\n{tail}",
    )
