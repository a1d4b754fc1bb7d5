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
    NO_BACKUP = (
        "{file} is no backup of Tỉnh Số: name the file that ./tinhso backup has made.",
        "{file} không phải là bản sao lưu của Tỉnh Số: hãy chỉ ra tệp do ./tinhso backup tạo.",
    )
    PASSPHRASE_WRONG = (
        "This is not the passphrase of {file}; nothing was touched. Try again.",
        "Đây không phải là mật khẩu của {file}; chưa động đến gì. Hãy thử lại.",
    )
    PASSPHRASE_SHORT = (
        "A passphrase has at least {least} characters: take several words.",
        "Mật khẩu sao lưu phải có ít nhất {least} ký tự: hãy dùng vài từ ghép lại.",
    )
    PASSPHRASES_DIFFER = (
        "The two passphrases differ: nothing was written. Start again.",
        "Hai lần nhập mật khẩu khác nhau: chưa ghi gì. Hãy làm lại.",
    )
    PASSPHRASE_MISSING = (
        (
            "A backup is sealed under a passphrase: run this on a terminal, or set "
            "TINHSO_BACKUP_PASSPHRASE."
        ),
        (
            "Bản sao lưu được niêm phong bằng mật khẩu: hãy chạy lệnh trên cửa sổ lệnh, hoặc đặt "
            "TINHSO_BACKUP_PASSPHRASE."
        ),
    )
    BACKUP_DAMAGED = (
        "{file} is damaged or was cut off: take another backup. Nothing was touched.",
        "{file} bị hỏng hoặc bị cắt cụt: hãy dùng bản sao lưu khác. Chưa động đến gì.",
    )
    BACKUP_NEWER = (
        (
            "{file} was made by a newer Tỉnh Số than this one: restore it with the code of "
            "that version or a later one. Nothing was touched."
        ),
        (
            "{file} do Tỉnh Số bản mới hơn bản này tạo ra: hãy phục hồi bằng mã nguồn của bản "
            "đó hoặc mới hơn. Chưa động đến gì."
        ),
    )
    BACKUP_WITHOUT_FILES = (
        (
            "{file} holds the database alone (an upgrade made it): it is used by "
            "./tinhso upgrade --back, not by restore."
        ),
        (
            "{file} chỉ chứa cơ sở dữ liệu (do một lần nâng cấp tạo ra): nó dành cho "
            "./tinhso upgrade --back, không dành cho restore."
        ),
    )
    BACKUP_NO_ROOM = (
        (
            "Only {free} MB are free in {folder} and a backup may need {needed} MB: make room "
            "or name a file on another disk. Nothing was written."
        ),
        (
            "Chỉ còn {free} MB trống ở {folder}, bản sao lưu có thể cần {needed} MB: hãy dọn "
            "chỗ hoặc chỉ ra tệp trên ổ đĩa khác. Chưa ghi gì."
        ),
    )
    DISK_RAN_FULL = (
        "The disk ran full; no half backup was left behind. Make room and try again ({why}).",
        "Ổ đĩa đã đầy; không để lại bản sao lưu dở dang. Hãy dọn chỗ rồi làm lại ({why}).",
    )
    FILE_EXISTS = (
        "{file} exists already: name another file. Nothing was written.",
        "{file} đã có: hãy chỉ ra tệp khác. Chưa ghi gì.",
    )
    FOLDER_MISSING = (
        "There is no folder {folder}: make it, or name a file elsewhere.",
        "Không có thư mục {folder}: hãy tạo nó, hoặc chỉ ra tệp ở nơi khác.",
    )
    NOTHING_TO_BACK_UP = (
        "There is no install in {folder}: name its data folder with --data.",
        "Không có bản cài nào ở {folder}: hãy chỉ ra thư mục dữ liệu bằng --data.",
    )
    RESTORE_NOT_EMPTY = (
        (
            "{folder} holds an install already: name another folder with --data, or say "
            "--replace to move that one aside. Nothing was touched."
        ),
        (
            "{folder} đã có một bản cài: hãy chỉ ra thư mục khác bằng --data, hoặc thêm "
            "--replace để chuyển bản cài đó sang bên. Chưa động đến gì."
        ),
    )
    RESTORE_RUNS = (
        "The install in {folder} is running: stop it first with ./tinhso stop.",
        "Bản cài ở {folder} đang chạy: hãy dừng trước bằng ./tinhso stop.",
    )
    RESTORE_DATABASE_FULL = (
        "The database of DATABASE_URL is not empty: name an empty one. Nothing was touched.",
        (
            "Cơ sở dữ liệu trong DATABASE_URL không trống: hãy chỉ ra một cơ sở dữ liệu "
            "trống. Chưa động đến gì."
        ),
    )
    RESTORE_UNFINISHED = (
        (
            "A restore into {folder} did not come to its end: run ./tinhso restore again, "
            "which begins anew."
        ),
        (
            "Lần phục hồi vào {folder} chưa xong: hãy chạy lại ./tinhso restore, lệnh sẽ làm "
            "lại từ đầu."
        ),
    )
    RESTORE_DIFFERS = (
        (
            "What was restored is not what the backup lists: {what}. The restore was undone; "
            "take another backup."
        ),
        (
            "Nội dung phục hồi không khớp với danh sách của bản sao lưu: {what}. Đã hủy lần "
            "phục hồi; hãy dùng bản sao lưu khác."
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
