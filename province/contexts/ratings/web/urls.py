from django.urls import path

from province.contexts.ratings.web import counter, figures, rating, shares, unsolved

app_name = "ratings"
urlpatterns = [
    path("hai-long/", shares.Shares.as_view(), name="shares"),
    path("hai-long/muc-do-hai-long.xlsx", shares.ExportShares.as_view(), name="shares_file"),
    path("danh-gia/<str:token>/", rating.ByLink.as_view(), name="by_link"),
    path("danh-gia/ho-so/<int:dossier_id>/", rating.OwnRating.as_view(), name="mine"),
    path("danh-gia-tai-quay/", counter.Counter.as_view(), name="counter"),
    path("danh-gia-tai-quay/cam-on/", counter.Thanks.as_view(), name="thanks"),
    path("danh-gia-tai-quay/<int:dossier_id>/", counter.Tablet.as_view(), name="tablet"),
    path("so-lieu-hai-long/", figures.Figures.as_view(), name="figures"),
    path("so-lieu-hai-long.xlsx", figures.ExportFigures.as_view(), name="figures_file"),
    path("so-lieu-hai-long/ban-in/", figures.PrintFigures.as_view(), name="figures_print"),
    path("so-lieu-hai-long/<int:unit_id>/", figures.Opinions.as_view(), name="opinions"),
    path("chua-giai-quyet-xong/", unsolved.UnsolvedList.as_view(), name="unsolved_list"),
    path("chua-giai-quyet-xong/<int:case_id>/", unsolved.Answer.as_view(), name="unsolved"),
]
