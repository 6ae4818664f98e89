"""One machine, for trying and developing: `bin/demo` and `bin/manage` use this."""

from prm.settings.base import *  # noqa: F403
from prm.settings.base import STORAGES, env

SECRET_KEY = env.str("SECRET_KEY", default="only-for-this-machine-and-never-in-production-0123456789")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
# Passkeys need a secure origin; a browser counts localhost as one, allauth has to be told.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# Names with a hash as in production, but not packed: that takes longer than starting the demo, and nothing travels far.
STORAGES["staticfiles"] = {"BACKEND": "prm.settings.static_files.HashedFiles"}
