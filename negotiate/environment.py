"""What the environment says, read strictly: a value that cannot be read names its variable and what is expected, never itself."""

from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

YES, NO = environ.Env.BOOLEAN_TRUE_STRINGS, ("false", "off", "no", "n", "0", "")
DATABASES = ("postgres", "postgresql", "psql", "pgsql")


class Environment(environ.Env):
    """Raises ImproperlyConfigured, in words for an operator."""

    def int(self, var, **options):
        try:
            return super().int(var, **options)
        except ValueError:
            raise ImproperlyConfigured(f"{var} must be a whole number, such as 0 or 1.") from None

    def bool(self, var, **options):
        if self.ENVIRON.get(var, "").strip().lower() not in (*YES, *NO):
            raise ImproperlyConfigured(f"{var} must be true or false.")
        return super().bool(var, **options)

    def choice(self, var, choices, default):
        found = self.str(var, default=default)
        if found not in choices:
            raise ImproperlyConfigured(f"{var} must be {' or '.join(choices)}.")
        return found

    def site(self, var, default):
        """An address without a slash at its end."""
        found = self.str(var, default=default).rstrip("/")
        if not _is_site(found):
            raise ImproperlyConfigured(f"{var} must be an address such as https://negotiate.example.com.")
        return found

    def database(self, var, default):
        """`default` is called where the variable is empty."""
        url = self.str(var, default="")
        if url and not _is_database(url):
            raise ImproperlyConfigured(f"{var} must be a PostgreSQL address such as postgres://user:password@host:5432/name.")
        return self.db_url_config(url or default())


def _is_site(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _is_database(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in DATABASES and bool(parts.path.strip("/"))
    except ValueError:
        return False
