"""The tests: production's database roles, mail kept in memory, tasks through a real broker where a test starts one."""

from urllib.parse import urlsplit
from zlib import crc32

from prm.settings.base import *  # noqa: F403
from prm.settings.base import CACHES, DATABASES, REDIS_URL, STORAGES, env

SECRET_KEY = "test-only-secret-key-of-a-decent-length-0123456789abcdef"
ALLOWED_HOSTS = ["*"]
DATABASES["default"]["TEST"] = {"NAME": "test_tandem" + env.str("TEST_DB_SUFFIX", default="")}
DATABASES["default"]["CONN_MAX_AGE"] = 0
# Each run and each of its workers clears a cache of its own. Database 1 is the broker's.
_RUN = env.str("TEST_DB_SUFFIX", default="") + env.str("PYTEST_XDIST_WORKER", default="")
CACHES["default"]["LOCATION"] = urlsplit(REDIS_URL)._replace(path=f"/{2 + crc32(_RUN.encode()) % 14}").geturl()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# Some 350 rows for each of the tenants that nearly every test makes; tests of questionnaires ask for them.
DEFAULT_QUESTION_SETS = False
