"""Settings, read from the environment; every default is safe for the demo on one laptop."""

import os
from pathlib import Path
from urllib.parse import unquote, urlparse

import yaml
from django.utils.csp import CSP

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("KINGFISHER_VAR", ROOT / "var"))
DEBUG = os.environ.get("KINGFISHER_DEBUG") == "1"
DEMO = os.environ.get("KINGFISHER_DEMO") == "1"
PARTNERSHIP = os.environ.get("KINGFISHER_PARTNERSHIP", "")  # its own parameters and rules: docs/partnership.md


def _database(url: str) -> dict[str, object]:
    """Django's settings for a database address: sqlite:///path or postgresql://name:word@host/base."""
    where = urlparse(url)
    if where.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(where.path.removeprefix("/")) or ":memory:",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL, not NORMAL: an acknowledged entry must survive a power cut. recursive_triggers makes
                # INSERT OR REPLACE meet the guards that keep entries insert-only.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON;",
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(where.path.lstrip("/")),
        "USER": unquote(where.username or ""),
        "PASSWORD": unquote(where.password or ""),
        "HOST": where.hostname or "",
        "PORT": str(where.port or ""),
    }


def _ready_practitioners() -> list[dict[str, str]]:
    """Whom the demonstration's sign-in page offers, with the password that works there and nowhere else."""
    told = yaml.safe_load((ROOT / "demo" / "cast.yaml").read_text(encoding="utf-8"))
    return [
        {"sign_in": key, "label": f"{one['name']}, {one['role']}", "sees": one["sees"], "word": told["word"]}
        for key, one in told["practitioners"].items()
    ]


DATABASES = {"default": _database(os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'kingfisher.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SECRET_KEY = os.environ.get("KINGFISHER_SECRET_KEY") or ("demo only, never in service" if DEMO or DEBUG else "")
ALLOWED_HOSTS = os.environ.get("KINGFISHER_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "kingfisher.agencies",
    "kingfisher.records",
    "kingfisher.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "kingfisher.config.urls"
WSGI_APPLICATION = "kingfisher.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kingfisher.web.govuk.context.page",
            ],
            "builtins": ["kingfisher.web.templatetags.govuk"],
        },
    }
]
FORM_RENDERER = "kingfisher.web.govuk.renderer.GovukRenderer"

AUTH_USER_MODEL = "agencies.Practitioner"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
READY_PRACTITIONERS = _ready_practitioners() if DEMO else []
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (DEBUG or DEMO)

# Jobs wait for `manage.py work`; "immediate" does them as soon as they are committed, in the process that asked.
TASKS = {
    "default": {
        "BACKEND": "kingfisher.records.jobs.DatabaseBackend",
        "OPTIONS": {"immediate": os.environ.get("KINGFISHER_JOBS") == "immediate"},
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
DATE_FORMAT = "j F Y"

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a settling form may hold hundreds of rows

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
