from django.urls import path

from province.kernel.org.web.account import (
    ChangePasswordView,
    ChooseActingPostView,
    EndOtherSessionsView,
    EndSessionView,
    MyAccountView,
)
from province.kernel.org.web.setting_up import SetUpView
from province.kernel.org.web.signing_in import EnterView, SignInView, SignOutView

app_name = "org"
urlpatterns = [
    path("dang-nhap/", SignInView.as_view(), name="sign_in"),
    path("dang-nhap/vao/", EnterView.as_view(), name="enter"),
    path("dang-xuat/", SignOutView.as_view(), name="sign_out"),
    path("tai-khoan/", MyAccountView.as_view(), name="my_account"),
    path("tai-khoan/mat-khau/", ChangePasswordView.as_view(), name="change_password"),
    path("tai-khoan/may-khac/", EndOtherSessionsView.as_view(), name="end_other_sessions"),
    path("tai-khoan/may/<int:session_id>/", EndSessionView.as_view(), name="end_session"),
    path("tai-khoan/vi-tri/", ChooseActingPostView.as_view(), name="choose_acting_post"),
    path("thiet-lap/<str:token>/", SetUpView.as_view(), name="set_up"),
]
