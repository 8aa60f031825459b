"""All settings, in one file, read from top to bottom.

Defaults fit a laptop and the tests. With `COPROD_LIVE=1` nothing has a default: a
missing value stops the start with a sentence that says what to set.
"""

import os
import sys
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import environ
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from coprod import __version__

env = environ.Env()
VERSION = __version__
BASE = Path(__file__).resolve().parent.parent
TESTING = "pytest" in sys.modules
LIVE = env.bool("COPROD_LIVE", False)
DEMO = env.bool("COPROD_DEMO", False) and not LIVE
DEBUG = env.bool("COPROD_DEBUG", False) and not LIVE


def setting(name: str, what_to_set: str, *, default: str) -> str:
    """The environment's value; live, a missing one stops the start and says what to set."""
    value = env.str(name, "")
    if value:
        return value
    if LIVE:
        raise ImproperlyConfigured(f"COPROD_LIVE=1 needs {name}: set it to {what_to_set}.")
    return default


VAR = Path(setting("COPROD_VAR", "the folder for uploads and other kept files", default=str(BASE / ".var")))
VAR.mkdir(parents=True, exist_ok=True)

# --- identity -----------------------------------------------------------------
SECRET_KEY = setting("COPROD_SECRET_KEY", "a random text of 50 or more characters",
                     default="only-for-laptops-and-tests-" + "x" * 40)
BASE_URL = setting("COPROD_BASE_URL", "the address people use, such as https://coprod.example.org",
                   default="http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = setting("COPROD_HOSTS", "the host names it answers to, with commas between",
                        default="localhost,127.0.0.1,[::1],testserver").split(",")
SERVICE_NAME = env.str("COPROD_SERVICE_NAME", "coprod")
CONTACT_NAME = setting("COPROD_CONTACT_NAME", "the person or team that people may ask for help",
                       default="The Joined-Up Lives team")
CONTACT_PHONE = setting("COPROD_CONTACT_PHONE", "the phone number that people may ring for help",
                        default="020 7946 0018")
CONTACT_EMAIL = setting("COPROD_CONTACT_EMAIL", "the e-mail address that people may write to for help",
                        default="help@joined-up-lives.example")
# Where answers on paper come back to; without one a letter asks to use the envelope that came with it.
CONTACT_ADDRESS = env.str("COPROD_CONTACT_ADDRESS", "" if LIVE else "FREEPOST JOINED-UP LIVES, Westbourne & Vale")
ROOT_URLCONF = "coprod.urls"
WSGI_APPLICATION = "coprod.wsgi.application"

INSTALLED_APPS = [
    "coprod.accounts.apps.AdministratorsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "coprod.apps.RoofConfig",
    "coprod.kit",
    "coprod.accounts",
    "coprod.trail",
    "coprod.post",
    "partners",
    "programmes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "coprod.kit.middleware.private_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "coprod.accounts.middleware.their_language",
    "coprod.accounts.middleware.session_limits",
    "coprod.accounts.middleware.second_factor_for_staff",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "coprod.kit.middleware.behind_a_button",
    "coprod.kit.middleware.SecondTurn",
]

TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "DIRS": [BASE / "templates"],
    "OPTIONS": {"loaders": [("django.template.loaders.cached.Loader", [
        "coprod.kit.lean.LeanLoader", "django.template.loaders.app_directories.Loader"])], "context_processors": [
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
        "csp.context_processors.nonce",
        "coprod.kit.context.site",
        "programmes.home.context.frame",
    ]},
}]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "coprod"
CRISPY_TEMPLATE_PACK = "coprod"

# --- data ---------------------------------------------------------------------
DATABASE_URL = setting("DATABASE_URL", "the PostgreSQL database, such as postgres://user:password@host/name",
                       default=f"sqlite:///{VAR / 'coprod.sqlite3'}")
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    if LIVE:
        raise ImproperlyConfigured("COPROD_LIVE=1 needs PostgreSQL: set DATABASE_URL to postgres://user:password@host/name.")
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;PRAGMA cache_size=-20000;",
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    # compiling a question, or sharing it out among processes, costs more than any of ours gains by it; what is asked on
    # every page is planned once a connection (coprod.kit.questions, decision 0009)
    DATABASES["default"]["OPTIONS"] = {"connect_timeout": 5, "prepare_threshold": 5, "options":
        "-c jit=off -c max_parallel_workers_per_gather=0 -c plan_cache_mode=force_generic_plan -c random_page_cost=1.1"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = setting("REDIS_URL", "the Redis server, such as redis://host:6379/0", default="")
if TESTING:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
elif REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL,
                          "KEY_PREFIX": "coprod"}}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kept_cache",
                          "OPTIONS": {"MAX_ENTRIES": 20_000}}}

# --- what comes back ------------------------------------------------------------
# Who may report that a message did not arrive shows this token; without one that door is shut.
BOUNCE_TOKEN = env.str("COPROD_BOUNCE_TOKEN", "")
SHORTEST_TOKEN = 24
if BOUNCE_TOKEN and len(BOUNCE_TOKEN) < SHORTEST_TOKEN:
    raise ImproperlyConfigured(f"Set COPROD_BOUNCE_TOKEN to a random text of {SHORTEST_TOKEN} or more characters, or leave it out.")
# Where mail servers return mail: imaps://user:password@host/folder, or the path of a Maildir. It is read every ten minutes.
BOUNCE_MAILBOX = env.str("COPROD_BOUNCE_MAILBOX", "")
if LIVE and BOUNCE_MAILBOX.startswith("imap://"):
    raise ImproperlyConfigured("Set COPROD_BOUNCE_MAILBOX to imaps://user:password@host/folder: live, nobody may read along.")

# --- queue and clock ----------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL or "filesystem://"
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 900, "unacked_restore_interval": 10, "unacked_restore_throttle": 1,
        "socket_timeout": 30, "socket_connect_timeout": 3, "socket_keepalive": True,
        "health_check_interval": 25, "global_keyprefix": "coprod:",
    }
else:
    QUEUE = VAR / "queue"
    (QUEUE / "control").mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE), "data_folder_out": str(QUEUE),
        "control_folder": str(QUEUE / "control"), "polling_interval": 0.5,
    }
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT, CELERY_TASK_SOFT_TIME_LIMIT = 300, 240
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/London"
CELERY_TASK_ALWAYS_EAGER = TESTING
CLOCK_SECONDS = env.int("COPROD_CLOCK_SECONDS", 3600)      # how often every running stage is checked
DELIVERY_SECONDS = env.int("COPROD_DELIVERY_SECONDS", 30)  # how often waiting messages are picked up
LEASE_SECONDS = env.int("COPROD_LEASE_SECONDS", 60)         # how long a sender that was killed keeps others from what it held
TERM_MONTHS = env.int("COPROD_TERM_MONTHS", 24)            # how long a lay partner is appointed for, unless the offer says otherwise
MOST_TERMS = env.int("COPROD_MOST_TERMS", 2)               # and how many terms there may be
TICK_SECONDS = 60                                          # how often the clock shows /healthz that it runs
CELERY_BEAT_SCHEDULE = {
    "check-stages": {"task": "programmes.stages.tasks.check_stages", "schedule": CLOCK_SECONDS,
                     "options": {"expires": CLOCK_SECONDS}},
    "deliver-waiting": {"task": "coprod.post.tasks.deliver_waiting", "schedule": DELIVERY_SECONDS,
                        "options": {"expires": DELIVERY_SECONDS}},
    "take-in-lists": {"task": "programmes.nominations.tasks.take_in_lists", "schedule": DELIVERY_SECONDS,
                      "options": {"expires": DELIVERY_SECONDS}},
    "tick": {"task": "coprod.post.tasks.tick", "schedule": TICK_SECONDS, "options": {"expires": TICK_SECONDS}},
    "tidy": {"task": "coprod.kit.tasks.tidy", "schedule": crontab(hour="3", minute="17")},
    "expect-messages": {"task": "programmes.messages.tasks.expect_messages", "schedule": crontab(hour="3", minute="41")},
}
if BOUNCE_MAILBOX:
    CELERY_BEAT_SCHEDULE["read-returned"] = {"task": "coprod.post.tasks.read_returned", "schedule": 600, "options": {"expires": 600}}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "clock")

# --- mail ---------------------------------------------------------------------
vars().update(env.email_url_config(setting(
    "EMAIL_URL", "the mail server, such as smtp+tls://user:password@host:587", default="consolemail://")))
if DEMO:
    EMAIL_BACKEND, EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", str(VAR / "mail")
EMAIL_TIMEOUT = 10
# Who sends texts: notify://SERVICE-ID:SECRET@api.notifications.service.gov.uk?template=ID; without it people are told by phone instead.
TEXTS = env.str("COPROD_TEXTS", f"file://{quote(str(VAR / 'mail' / 'texts.jsonl'))}" if DEMO else "")
if TEXTS:
    _texts = urlsplit(TEXTS)
    _is_whole = _texts.hostname and _texts.username and _texts.password and parse_qs(_texts.query).get("template")
    _is_for_trying = not LIVE and (_texts.scheme == "file" or (_texts.scheme == "notify+http" and _is_whole))
    if not _is_for_trying and not (_texts.scheme == "notify" and _is_whole):
        raise ImproperlyConfigured(
            "Set COPROD_TEXTS to notify://SERVICE-ID:SECRET@HOST?template=TEMPLATE-ID, or leave it out: then nobody gets texts.")
# Nothing but what is urgent goes out from 20:00 to 08:00 and on Sundays (practice.md c); tests with the clock on the wall switch it off.
QUIET_FROM, QUIET_UNTIL = 20, 8
QUIET_HOURS = env.bool("COPROD_QUIET_HOURS", True)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = setting(
    "COPROD_FROM_EMAIL", "the sender of all mail, such as Joined-Up Lives <post@example.org>",
    default="Joined-Up Lives <post@joined-up-lives.example>")
EMAIL_SUBJECT_PREFIX = ""

# --- people and sign-in -------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "account_login", "/", "account_login"
AUTH_PASSWORD_VALIDATORS = [{"NAME": f"coprod.accounts.passwords.{name}"} for name in ("LongEnough", "NotCommon", "NotOneself")]
SESSION_COOKIE_AGE, SESSION_EXPIRE_AT_BROWSER_CLOSE = 24 * 3600, True     # the limits are in accounts/middleware.py
SECOND_FACTOR_REQUIRED = env.bool("COPROD_SECOND_FACTOR", LIVE)
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("COPROD_TRUSTED_PROXIES", 0)        # how many proxies of ours stand in front
ACCOUNT_ADAPTER = "coprod.accounts.adapter.ByInvitation"
ACCOUNT_LOGIN_METHODS = {"username"}                # an e-mail address is looked up first (User.objects.known_as)
ACCOUNT_UNIQUE_EMAIL = False
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]     # asked of allauth; sign-up itself is closed
ACCOUNT_EMAIL_VERIFICATION = "none"                 # an address is where the invitation went
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = BASE_URL.partition(":")[0]
ACCOUNT_FORMS = {
    "login": "coprod.accounts.forms.SignIn", "request_login_code": "coprod.accounts.forms.AskForACode",
    "confirm_login_code": "coprod.accounts.forms.SignInCode", "reset_password": "coprod.accounts.forms.AskToReset",
    "confirm_password_reset_code": "coprod.accounts.forms.ResetCode",
    "reset_password_from_key": "coprod.accounts.forms.NewPassword",
    "change_password": "coprod.accounts.forms.ChangePassword", "reauthenticate": "coprod.accounts.forms.PasswordAgain",
}
ACCOUNT_RATE_LIMITS = {
    "tries": "10/15m/key",                          # wrong passwords and codes for one account, all doors together
    "tries_from_one_address": "60/15m/ip",          # the same from one address, for all accounts together
    "login_failed": None,                           # counted by accounts/limits.py instead
    "login": "60/m/ip", "request_login_code": "20/m/ip,3/m/key", "reset_password": "20/m/ip,3/m/key",
    "reset_password_from_key": "20/m/ip", "change_password": "10/m/user", "reauthenticate": "20/m/user",
    "invitation": "60/15m/ip", "nominating": "300/15m/ip", "own_nomination": "60/15m/ip",
}
MFA_ADAPTER = "coprod.accounts.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_TRUST_ENABLED = True
MFA_TRUST_COOKIE_AGE = 12 * 3600                    # as long as a session lasts at most
MFA_TOTP_ISSUER, MFA_TOTP_TOLERANCE = SERVICE_NAME, 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not LIVE       # plain http, and then only on "localhost"
MFA_FORMS = {
    "authenticate": "coprod.accounts.forms.SecondFactorCode", "reauthenticate": "coprod.accounts.forms.SecondFactorAgain",
    "activate_totp": "coprod.accounts.forms.StartAnApp", "add_webauthn": "coprod.accounts.forms.AddAPasskey",
    "edit_webauthn": "coprod.accounts.forms.RenameAPasskey",
}

# --- words, dates, files ------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh (Cymraeg)"))]
LOCALE_PATHS = [BASE / "coprod" / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = USE_TZ = True
STATIC_URL, STATICFILES_DIRS = "/static/", [BASE / "static"]
STATIC_ROOT = Path(env.str("COPROD_STATIC", str(VAR / "static")))
FILES = VAR / "files"                       # evidence; never below STATIC_ROOT, served only by a view that asks
MEDIA_ROOT = FILES
FILE_LIMIT_BYTES = 25 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if TESTING or DEBUG
                    else "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- safety -------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {
    "default-src": [NONE], "script-src": [SELF, NONCE], "style-src": [SELF], "img-src": [SELF, "data:"],
    "font-src": [SELF], "media-src": [SELF], "connect-src": [SELF], "form-action": [SELF], "base-uri": [NONE],
    "frame-ancestors": [NONE], "manifest-src": [SELF],
}}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if LIVE:
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS, SECURE_HSTS_INCLUDE_SUBDOMAINS, SECURE_HSTS_PRELOAD = 31_536_000, True, True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    CSRF_TRUSTED_ORIGINS = [BASE_URL]
if DEMO:
    PASSWORD_HASHERS = ["coprod.accounts.hashers.QuickHasher"]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

LOGGING = {
    "version": 1, "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("COPROD_LOG_LEVEL", "WARNING")},
}
