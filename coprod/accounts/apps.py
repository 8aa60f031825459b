from django.apps import AppConfig
from django.contrib.admin import apps as admin


class AccountsConfig(AppConfig):
    name = "coprod.accounts"
    default = True


class AdministratorsConfig(admin.AdminConfig):
    """Django's admin, with our own site: for administrators only, entered through our own sign-in."""

    default = False
    default_site = "coprod.accounts.staff_tables.StaffTables"
