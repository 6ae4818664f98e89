"""The tests: production's database roles, mail kept in memory, tasks through a real broker where a test starts one."""

from prm.settings.base import *  # noqa: F403
from prm.settings.base import DATABASES, STORAGES, env

SECRET_KEY = "test-only-secret-key-of-a-decent-length-0123456789abcdef"
ALLOWED_HOSTS = ["*"]
DATABASES["default"]["TEST"] = {"NAME": "test_tandem" + env.str("TEST_DB_SUFFIX", default="")}
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
