"""The zygote: imports the heavy packages once, then forks one isolated student process per submission.

Started by the judge as `python -I zygote.py CONTROL_FD` with an empty environment, from the student's interpreter. It
runs no student code itself, stays single-threaded (a fork after torch used two threads hangs), and stands alone: this
room and the wire are loaded as files, as packages of these names, and counting from the checks' folder.

Control socket: the judge sends one JSON line with the packages, filters and an empty folder, then one with two
descriptors (wire, lifeline) per submission; end of file ends the zygote and, through the death signal, every monitor
and init under it.
"""

import contextlib
import gc
import importlib
import importlib.util
import json
import os
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import Any


def load_rooms() -> None:
    """Makes `counting`, `wire` and `sandbox` importable from their files alone: nothing of ours is on sys.path."""
    here = Path(__file__).resolve()
    engine = here.parents[1]
    load("counting", engine.parent / "checks" / "counting.py")
    for room in ("wire", "sandbox"):
        folder = engine / room
        package = load(room, folder / "__init__.py")
        for file in sorted(folder.glob("*.py")):
            if file.name not in ("__init__.py", here.name):
                importlib.import_module(f"{room}.{file.stem}")
        package.__path__ = []  # student code gets nothing more out of the folder


def load(name: str, file: Path) -> Any:
    """Imports one file as the module or package `name`."""
    spec: Any = importlib.util.spec_from_file_location(name, file)
    module: Any = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def own_path() -> list[str]:
    """What of sys.path is the interpreter's own: an editable install must not show the course."""
    roots = [str(Path(p).resolve()) for p in (sys.prefix, sys.base_prefix)]
    return [p for p in sys.path if any(str(Path(p).resolve()).startswith(r + "/") for r in roots)]


def versions(packages: list[str]) -> dict[str, str]:
    """Python's version and those of the loaded packages."""
    found = {"python": sys.version.split()[0]}
    for name in packages:
        module = sys.modules.get(name.split(".")[0])
        if module is not None:
            found[name.split(".")[0]] = str(getattr(module, "__version__", ""))
    return found


def read_line(control: socket.socket) -> bytes:
    """The first line that the judge sends: not on the command line, which others see and the kernel cuts."""
    line = b""
    while not line.endswith(b"\n"):
        chunk = control.recv(65536)
        if not chunk:
            raise EOFError("the judge hung up")
        line += chunk
    return line


def serve(control: socket.socket, shell: Any, packages: list[str], filters: dict[str, bytes], base: str) -> None:
    """Forks a sandbox for each request until the judge closes the control socket."""
    from sandbox import landlock, probes, processes, root, student  # type: ignore[import-not-found]

    paths = root.visible_paths()
    version = landlock.version()
    seccomp = probes.seccomp_works()
    no_uids = probes.probe_uid()
    base = base if root.prepare(base, paths) else ""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # monitors are reaped by the kernel
    hello = {
        "versions": versions(packages),
        "uid": no_uids,
        "landlock": version,
        "seccomp": seccomp,
        "threads": threading.active_count(),
        "paths": paths,
    }
    control.sendall(json.dumps(hello).encode() + b"\n")
    gc.collect()
    gc.freeze()
    keeper = processes.Keeper(control)
    while True:
        keeper.wait()
        data, fds, _, _ = socket.recv_fds(control, 65536, 2)
        if not data:
            return
        spec = {"paths": paths, "base": base, **json.loads(data)}
        protected = spec["back_end"] != "process"
        spec["landlock"] = protected and version > 0
        spec["seccomp"] = filters.get(spec["back_end"], b"") if protected and seccomp else b""
        wire, lifeline = (socket.socket(fileno=fd) for fd in fds)

        def body(sock: socket.socket, spec: dict[str, Any] = spec) -> None:
            student.main(sock, shell, spec)

        if base and spec["back_end"] == "namespaces":
            keeper.start(spec, lifeline, wire, body)
            continue
        if os.fork() == 0:
            control.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            processes.run(spec, lifeline, wire, body)
        wire.close()
        lifeline.close()


def main() -> None:
    """Entry point of the zygote process."""
    control = socket.socket(fileno=int(sys.argv[1]))
    spec = json.loads(read_line(control))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the judge's to handle
    with contextlib.suppress(OSError):
        os.chdir("/")
    load_rooms()
    sys.path[:] = own_path()
    from sandbox.shell import make_shell  # type: ignore[import-not-found]
    from sandbox.warmup import import_packages, warm_up  # type: ignore[import-not-found]

    packages = list(spec["packages"])
    import_packages(packages)
    shell = make_shell()
    warm_up(shell)
    filters = {back_end: bytes.fromhex(program) for back_end, program in spec["filters"].items()}
    serve(control, shell, packages, filters, spec["base"])


if __name__ == "__main__":
    main()
