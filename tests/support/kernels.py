"""Jupyter kernels for tests, forked from one warm interpreter: the imports of a kernel are most of what it costs.

A fork runs what `python -m ipykernel_launcher` runs, in its own process group, folder and environment; only the libraries are
loaded already. As `python kernels.py`, this file is that interpreter: a line of JSON in, the id of a kernel out.
"""

import contextlib
import ctypes
import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

LOADED = ("IPython", "ipykernel.kernelapp", "numpy", "pandas", "matplotlib.pyplot", "otter", "torch")
INLINE = "module://matplotlib_inline.backend_inline"


class Kernel:
    """What jupyter_client needs of a Popen object."""

    stdin = stdout = stderr = None

    def __init__(self, pid):
        self.pid, self.fd = pid, os.pidfd_open(pid)

    def poll(self):
        return 0 if select.select([self.fd], [], [], 0)[0] else None

    def wait(self):
        select.select([self.fd], [], [])
        return 0

    def send_signal(self, number):
        signal.pidfd_send_signal(self.fd, number)

    def kill(self):
        self.send_signal(signal.SIGKILL)

    def terminate(self):
        self.send_signal(signal.SIGTERM)

    def __del__(self):
        os.close(self.fd)


class Kernels:
    """The warm interpreter; `launch` takes the place of jupyter_client's `launch_kernel`."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "MPLBACKEND": INLINE},
        )  # fmt: skip

    def launch(self, command, *, env=None, cwd=None, pictures=True, **_):
        """A kernel; without pictures, a figure that is shown is its name, and nobody draws it."""
        arguments = command[command.index("ipykernel_launcher") + 1 :]
        arguments += [] if pictures else ["--InlineBackend.figure_formats=set()"]
        job = {"arguments": arguments, "env": env or dict(os.environ), "cwd": str(cwd or Path.cwd())}
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        return Kernel(int(self.process.stdout.readline()))

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def serve():
    """Forks a kernel for each line."""
    import importlib

    sys.path.pop(0)  # the folder of this file
    for name in LOADED:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a kernel; its end shows on its descriptor
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            become_kernel(**json.loads(line))
        os.setpgid(pid, pid)  # before its id is known: who interrupts a kernel signals its group
        print(pid, flush=True)


def become_kernel(arguments, env, cwd):
    """Never returns."""
    import random

    import numpy as np
    from ipykernel import kernelapp

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: no kernel outlives the interpreter it is a copy of
    os.setpgid(0, 0)
    nothing = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(nothing, fd)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    sys.path[:0] = [p for p in env.get("PYTHONPATH", "").split(os.pathsep) if p and p not in sys.path]
    random.seed()
    np.random.seed()
    sys.argv = ["ipykernel_launcher.py", *arguments]
    kernelapp.launch_new_instance()
    os._exit(0)


if __name__ == "__main__":
    serve()
