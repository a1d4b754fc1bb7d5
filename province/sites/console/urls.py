from django.urls import path

from province.sites.console.views import (
    accounts,
    agencies,
    agency_acts,
    calendar_acts,
    calendars,
    clocks,
    correcting,
    factors,
    keys,
    machinery,
    officials,
    partners,
    post_ends,
    posts,
    rates,
    weeks,
    wordings,
)

app_name = "console"
urlpatterns = [
    path("", machinery.Home.as_view(), name="home"),
    path("doi-tac/", partners.Partners.as_view(), name="partners"),
    path("doi-tac/them/", partners.RegisterPartner.as_view(), name="register_partner"),
    path(
        "doi-tac/<int:partner_id>/khoa/",
        partners.IssuePartnerKey.as_view(),
        name="issue_partner_key",
    ),
    path("doi-tac/<int:partner_id>/cham-dut/", partners.EndPartner.as_view(), name="end_partner"),
    path(
        "doi-tac/khoa/<int:key_id>/thu-hoi/",
        partners.RevokePartnerKey.as_view(),
        name="revoke_partner_key",
    ),
    path("su-kien/", machinery.Outbox.as_view(), name="outbox"),
    path("muc-chuan/", rates.Rates.as_view(), name="rates"),
    path("muc-chuan/<str:day>/rut/", rates.WithdrawRate.as_view(), name="withdraw_rate"),
    path("cau-chu/", wordings.Wordings.as_view(), name="wordings"),
    path("cau-chu/<str:procedure>/<str:what>/", wordings.SetWording.as_view(), name="wording"),
    path(
        "cau-chu/<str:procedure>/<str:what>/<str:day>/rut/",
        wordings.WithdrawWording.as_view(),
        name="withdraw_wording",
    ),
    path("dong-ho-tam-tinh/", clocks.ProvisionalClocks.as_view(), name="provisional"),
    path("lich/", calendars.CalendarYear.as_view(), name="calendar"),
    path("lich.xlsx", calendars.ExportCalendar.as_view(), name="calendar_export"),
    path("lich/ban-in/", calendars.PrintCalendar.as_view(), name="calendar_print"),
    path("lich/ngay/", calendar_acts.RecordDay.as_view(), name="record_day"),
    path("lich/cong-bo/", calendar_acts.PublishDays.as_view(), name="publish_days"),
    path("lich/gio-lam-viec/", weeks.SetWeek.as_view(), name="week"),
    path(
        "lich/gio-lam-viec/<int:week_id>/rut/", weeks.WithdrawWeek.as_view(), name="withdraw_week"
    ),
    path("lich/<str:day>/rut/", calendar_acts.WithdrawDay.as_view(), name="withdraw_day"),
    path("co-quan/", agencies.AgencyList.as_view(), name="agencies"),
    path("co-quan.xlsx", agencies.ExportAgencies.as_view(), name="agencies_export"),
    path("co-quan/them/", agency_acts.CreateAgency.as_view(), name="create_agency"),
    path("co-quan/<int:agency_id>/", agencies.AgencyPage.as_view(), name="agency"),
    path("co-quan/<int:agency_id>/ten/", agency_acts.RenameAgency.as_view(), name="rename_agency"),
    path("co-quan/<int:agency_id>/ma/", agency_acts.AssignCode.as_view(), name="assign_code"),
    path(
        "co-quan/<int:agency_id>/phong/",
        agency_acts.CreateDivision.as_view(),
        name="create_division",
    ),
    path("co-quan/<int:agency_id>/vi-tri/", agency_acts.CreatePost.as_view(), name="create_post"),
    path("vi-tri/<int:post_id>/", posts.PostPage.as_view(), name="post"),
    path("vi-tri/<int:post_id>/giao/", posts.AssignHolding.as_view(), name="assign_holding"),
    path("vi-tri/<int:post_id>/thoi-giu/", posts.EndHolding.as_view(), name="end_holding"),
    path("vi-tri/<int:post_id>/nguoi-thay/", posts.Substitute.as_view(), name="substitute"),
    path(
        "vi-tri/<int:post_id>/thoi-thay/", posts.EndSubstitution.as_view(), name="end_substitution"
    ),
    path("vi-tri/<int:post_id>/ket-thuc/", post_ends.EndPost.as_view(), name="end_post"),
    path("can-bo/", officials.OfficialList.as_view(), name="officials"),
    path("can-bo.xlsx", officials.ExportOfficials.as_view(), name="officials_export"),
    path("can-bo/them/", officials.RegisterOfficial.as_view(), name="register_official"),
    path("can-bo/<int:official_id>/", officials.OfficialPage.as_view(), name="official"),
    path(
        "can-bo/<int:official_id>/tai-khoan/", accounts.OpenAccount.as_view(), name="open_account"
    ),
    path("can-bo/<int:official_id>/mat-khau/", accounts.NewPassword.as_view(), name="new_password"),
    path(
        "can-bo/<int:official_id>/go-xac-thuc/",
        factors.ResetFactors.as_view(),
        name="reset_factors",
    ),
    path("can-bo/<int:official_id>/dang-xuat/", factors.EndSessions.as_view(), name="end_sessions"),
    path(
        "can-bo/<int:official_id>/dong-tai-khoan/",
        accounts.CloseAccount.as_view(),
        name="close_account",
    ),
    path(
        "can-bo/<int:official_id>/mo-lai-tai-khoan/",
        accounts.ReopenAccount.as_view(),
        name="reopen_account",
    ),
    path(
        "can-bo/<int:official_id>/sua/",
        correcting.CorrectOfficial.as_view(),
        name="correct_official",
    ),
    path("can-bo/<int:official_id>/khoa-ky/", keys.IssueKey.as_view(), name="issue_key"),
    path("xac-thuc-hai-buoc/", factors.FactorPolicy.as_view(), name="factor_policy"),
    path("khoa-ky-so/", keys.KeyList.as_view(), name="locked_keys"),
    path("khoa-ky-so/con-dau/", keys.IssueSeal.as_view(), name="issue_seal"),
    path("khoa-ky-so/<int:credential_id>/thu-hoi/", keys.RevokeKey.as_view(), name="revoke_key"),
]
