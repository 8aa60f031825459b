"""The addresses of reports to the Advisory Group."""

from django.urls import path

from programmes.reporting import views

of_meeting_urls = [path("reports/", views.reports, name="meeting-reports")]            # /meetings/<ref>/
of_seat_urls = [path("report/", views.report, name="seat-report")]                     # /seats/<ref>/
