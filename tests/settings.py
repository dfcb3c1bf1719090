"""The settings of the house for tests: a data directory of their own, and the database they name."""

import atexit
import os
import shutil
import tempfile

os.environ["PENDOPO_TESTING"] = "1"
os.environ["PENDOPO_DATA"] = tempfile.mkdtemp(prefix="pendopo-tests-")
atexit.register(shutil.rmtree, os.environ["PENDOPO_DATA"], ignore_errors=True)
os.makedirs(os.path.join(os.environ["PENDOPO_DATA"], "static"))  # noqa: PTH103, PTH118
os.environ["PENDOPO_SECRET_KEY"] = "tests only"
for name in (
    "PENDOPO_DEBUG",
    "PENDOPO_DEMO",
    "PENDOPO_TODAY",
    "PENDOPO_SITE_URL",
    "PENDOPO_HOSTS",
    "DATABASE_URL",
):
    os.environ.pop(name, None)

from pendopo.config.settings import *  # noqa: E402, F403
