"""Addresses of the reports, under /desk/reports/."""

from django.urls import path

from askexpert.views import reports

app_name = "askexpert_reports"

urlpatterns = [
    path("", reports.report_list, name="reports"),
    path("<slug:code>/", reports.report, name="report"),
    path("<slug:code>/<slug:table>/csv/", reports.table, name="table"),
]
