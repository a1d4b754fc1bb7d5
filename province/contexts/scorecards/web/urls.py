from django.urls import path

from province.contexts.scorecards.web import pages, portal

app_name = "scorecards"
urlpatterns = [
    path("so-lieu/", portal.PublicFigures.as_view(), name="public"),
    path("ban-so-lieu/", pages.Figures.as_view(), name="figures"),
    path("ban-so-lieu/so-lieu.xlsx", pages.ExportFigures.as_view(), name="export"),
    path("ban-so-lieu/ban-in/", pages.PrintFigures.as_view(), name="print"),
]
