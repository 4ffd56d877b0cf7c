"""A PostgreSQL of our own for tests: a cluster in a temporary folder, reached by a socket in it."""

import contextlib
import getpass
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from pathlib import Path

SECONDS = 120  # to start, on a busy machine


def programs():
    """The folder of initdb and postgres; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    named = shutil.which("initdb")
    return found[0].parent if found else Path(named).parent if named else None


@contextlib.contextmanager
def cluster():
    """The URL of a running server, without the name of a database."""
    bin_folder = programs()
    root = os.getuid() == 0  # PostgreSQL refuses to run as root
    user = next(u for u in ("postgres", "nobody") if _exists(u)) if root else getpass.getuser()
    as_user = {"user": user, "group": pwd.getpwnam(user).pw_gid} if root else {}
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path is at most 107 bytes long
    try:
        if root:
            os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
        data = folder / "data"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, **as_user}
        subprocess.run(
            [bin_folder / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=True, **quiet,
        )  # fmt: skip
        server = subprocess.Popen(
            [bin_folder / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"], **quiet
        )
        try:
            end = time.monotonic() + SECONDS
            while not (folder / ".s.PGSQL.5432").exists() and server.poll() is None and time.monotonic() < end:
                time.sleep(0.05)
            yield f"postgresql://tester@/{{name}}?host={folder}"
        finally:
            server.send_signal(signal.SIGINT)  # TERM would wait for connections that a test left open
            server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _exists(user):
    with contextlib.suppress(KeyError):
        return bool(pwd.getpwnam(user))
    return False


def database(url):
    """The URL of a new, empty database of the server."""
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    end = time.monotonic() + SECONDS
    while True:
        try:
            with psycopg.connect(url.format(name="postgres"), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            return url.format(name=name)
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
