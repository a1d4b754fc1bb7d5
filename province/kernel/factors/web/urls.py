from django.urls import path

from province.kernel.factors.web import own, passkeys, second_step

app_name = "factors"
urlpatterns = [
    path("dang-nhap/buoc-hai/", second_step.SecondStepView.as_view(), name="second_step"),
    path("tai-khoan/xac-thuc/", own.OwnFactors.as_view(), name="list"),
    path("tai-khoan/xac-thuc/ung-dung/", own.BeginApp.as_view(), name="begin_app"),
    path("tai-khoan/xac-thuc/ung-dung/ma/", own.ConfirmApp.as_view(), name="confirm_app"),
    path("tai-khoan/xac-thuc/ung-dung/go/", own.RemoveApp.as_view(), name="remove_app"),
    path("tai-khoan/xac-thuc/ma-khoi-phuc/", own.RenewCodes.as_view(), name="renew_codes"),
    path("dang-nhap/khoa/", passkeys.PasskeySignIn.as_view(), name="passkey_sign_in"),
    path("dang-nhap/buoc-hai/khoa/", passkeys.PasskeyStep.as_view(), name="passkey_step"),
    path("tai-khoan/xac-thuc/khoa/", passkeys.BeginPasskey.as_view(), name="begin_passkey"),
    path("tai-khoan/xac-thuc/khoa/tao/", passkeys.MakePasskey.as_view(), name="make_passkey"),
    path(
        "tai-khoan/xac-thuc/khoa/<int:passkey_id>/go/",
        passkeys.RemovePasskey.as_view(),
        name="remove_passkey",
    ),
]
