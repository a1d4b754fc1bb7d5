"""Why a backup or a restore is refused; in English and in Vietnamese."""

from launcher.words import Words


class BackupRefusal(Words):
    """A sentence that says what is wrong and what to do."""

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
    BACKUP_NOT_SET = (
        "No folder is set for daily backups: set folder under [backup] of tinhso.toml.",
        "Chưa đặt thư mục sao lưu hằng ngày: hãy đặt folder trong mục [backup] của tinhso.toml.",
    )
    PASSPHRASE_FILE_MISSING = (
        "No passphrase for daily backups: set passphrase_file under [backup] of tinhso.toml.",
        "Chưa có mật khẩu sao lưu: hãy đặt passphrase_file trong mục [backup] của tinhso.toml.",
    )
    PASSPHRASE_FILE_OPEN = (
        "Others may read {path}: close it with chmod 600.",
        "Người khác đọc được {path}: hãy đóng lại bằng chmod 600.",
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
