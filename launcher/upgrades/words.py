"""What an upgrade says; in English and in Vietnamese."""

from launcher.words import Words


class UpgradeRefusal(Words):
    """Why an upgrade, or the way back, is not begun or did not succeed."""

    NOT_A_CLONE = (
        "{folder} holds no code of Tỉnh Số: name the clone that served until now with --from.",
        "{folder} không chứa mã nguồn Tỉnh Số: hãy chỉ ra bản mã nguồn đang dùng bằng --from.",
    )
    SAME_CLONE = (
        (
            "{folder} is the clone that you run this from: get the new code into another folder "
            "and run ./tinhso upgrade there."
        ),
        (
            "{folder} chính là bản mã nguồn đang chạy lệnh này: hãy lấy mã nguồn mới vào thư "
            "mục khác rồi chạy ./tinhso upgrade ở đó."
        ),
    )
    OLDER_CODE = (
        (
            "The data have seen migrations that this code does not know: it is older than the "
            "code that served. Nothing was changed."
        ),
        (
            "Dữ liệu đã qua những thay đổi mà mã nguồn này không biết: nó cũ hơn mã nguồn đang "
            "dùng. Chưa thay đổi gì."
        ),
    )
    FAILED_AND_BACK = (
        (
            "The new code did not come up: {why}\nThe data are as they were before, and the old "
            "code in {folder} serves again."
        ),
        (
            "Mã nguồn mới không khởi động được: {why}\nDữ liệu đã trở lại như trước và mã nguồn "
            "cũ ở {folder} đang phục vụ lại."
        ),
    )
    BACK_FAILED = (
        (
            "The way back did not succeed: {why}\nThe data of before are whole in {file}; the "
            "install is stopped. Run ./tinhso upgrade --back again."
        ),
        (
            "Quay lại không thành: {why}\nDữ liệu trước đó còn nguyên trong {file}; bản cài đang "
            "dừng. Hãy chạy lại ./tinhso upgrade --back."
        ),
    )
    NO_UPGRADE = (
        "No upgrade of {folder} is remembered: there is no way back to take.",
        "Không có lần nâng cấp nào của {folder} được ghi lại: không có gì để quay lại.",
    )


class UpgradeSentence(Words):
    """What an upgrade tells meanwhile."""

    HELP = (
        "let this code take over from the clone --from, with a way back (--back)",
        "cho mã nguồn này tiếp quản từ bản --from, có đường quay lại (--back)",
    )
    HELP_FROM = (
        "the clone whose code serves the data until now",
        "bản mã nguồn đang phục vụ dữ liệu này",
    )
    HELP_BACK = (
        "go back to the code and the data of before the last upgrade",
        "quay lại mã nguồn và dữ liệu trước lần nâng cấp gần nhất",
    )
    UPGRADED = (
        "Upgraded: {folder} serves now. The way back: ./tinhso upgrade --back --data {data}",
        "Đã nâng cấp: {folder} đang phục vụ. Đường quay lại: ./tinhso upgrade --back --data {data}",
    )
    USE_FROM_NOW = (
        "From now on run {folder}/tinhso with --data {data}.",
        "Từ nay hãy dùng {folder}/tinhso với --data {data}.",
    )
    GOING_BACK = (
        "Going back to {folder} and its data of {at}",
        "Quay lại {folder} và dữ liệu lúc {at}",
    )
    BACK = (
        (
            "{folder} serves again, with its data of before the upgrade. What was entered since "
            "lies in {file}."
        ),
        (
            "{folder} phục vụ lại, với dữ liệu trước khi nâng cấp. Những gì nhập từ sau lúc đó "
            "nằm trong {file}."
        ),
    )
