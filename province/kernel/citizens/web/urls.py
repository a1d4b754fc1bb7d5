from django.urls import path

from province.kernel.citizens.web import mine, signing_in

app_name = "citizens"
urlpatterns = [
    path("dang-nhap/nguoi-dan/", signing_in.CitizenSignIn.as_view(), name="sign_in"),
    path("dang-nhap/nguoi-dan/ma/", signing_in.EnterCode.as_view(), name="code"),
    path("dang-nhap/nguoi-dan/mo-tai-khoan/", signing_in.SignUp.as_view(), name="sign_up"),
    path("tai-khoan/thong-tin/", mine.Mine.as_view(), name="mine"),
    path("tai-khoan/thong-tin/lien-he/", mine.NewContact.as_view(), name="new_contact"),
    path("tai-khoan/thong-tin/lien-he/ma/", mine.ProveContact.as_view(), name="prove_contact"),
]
