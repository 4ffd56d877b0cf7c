"""Attacks over the network: out to the internet, to services of this machine, to the host, to other sandboxes."""

import contextlib
import os
import re
import socket
import tempfile
from pathlib import Path

import pytest

from tests.hostile.attacks import gains_nothing, printed, within
from tests.support.cluster import Machines

pytestmark = pytest.mark.isolated

TRY = """
import socket
def attempt(*family, address=None, data=None):
    try:
        s = socket.socket(*family)
        s.settimeout(1)
        if data is None: s.connect(address)
        else: s.sendto(data, address)
        print("connected")
    except OSError:
        print("refused")
"""


@contextlib.contextmanager
def service(family, kind, address):
    """A server of this machine; the block gets its socket, on which nothing may arrive."""
    server = socket.socket(family, kind)
    server.bind(address)
    if kind == socket.SOCK_STREAM:
        server.listen()
    server.settimeout(0.2)
    try:
        yield server
        with pytest.raises(TimeoutError):
            server.accept() if kind == socket.SOCK_STREAM else server.recvfrom(99)
    finally:
        server.close()


def refused(grader, attempt):
    with within():
        assert printed(grader.graded([TRY + attempt])) == "refused\n"


@pytest.mark.parametrize("address", ["8.8.8.8", "169.254.169.254", "10.0.0.1"])
def test_no_address_outside_is_reached(grader, address):
    refused(grader, f"attempt(socket.AF_INET, address=({address!r}, 80))")


@pytest.mark.parametrize(("family", "host"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")])
def test_a_service_on_loopback_is_not_reached(grader, family, host):
    if family == socket.AF_INET6 and not Path("/proc/net/if_inet6").exists():
        pytest.skip("no IPv6 on this machine")
    with service(family, socket.SOCK_STREAM, (host, 0)) as server:
        refused(grader, f"attempt({int(family)}, address=({host!r}, {server.getsockname()[1]}))")


def test_a_datagram_does_not_leave(grader):
    with service(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)) as server:
        address = server.getsockname()
        printed(grader.graded([TRY + f"attempt(socket.AF_INET, socket.SOCK_DGRAM, address={address!r}, data=b'x')"]))


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM], ids=["stream", "datagram"])
def test_an_abstract_socket_of_this_machine_is_not_reached(grader, kind):
    name = f"\0autograder-{os.getpid()}"
    data = "" if kind == socket.SOCK_STREAM else ", data=b'x'"
    with service(socket.AF_UNIX, kind, name):
        refused(grader, f"attempt(socket.AF_UNIX, {int(kind)}, address={name!r}{data})")


def test_a_socket_file_of_this_machine_is_not_reached(grader):
    path = f"/tmp/agw-{os.getpid()}.sock"
    try:
        with service(socket.AF_UNIX, socket.SOCK_STREAM, path):
            os.chmod(path, 0o777)  # noqa: PTH101 - a plain path is what the attack uses
            refused(grader, f"attempt(socket.AF_UNIX, address={path!r})")
    finally:
        os.unlink(path)  # noqa: PTH108


@pytest.mark.parametrize("kind", [socket.SOCK_DGRAM, socket.SOCK_RAW], ids=["datagram", "raw"])
def test_half_of_a_pair_sends_to_no_socket_of_this_machine(grader, kind):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = f"{folder}/log.sock"
        with service(socket.AF_UNIX, socket.SOCK_DGRAM, path):
            os.chmod(path, 0o777)  # noqa: PTH101 - a plain path is what the attack uses
            source = f"import socket\ntry: socket.socketpair(1, {int(kind)})[0].sendto(b'x', {path!r})\nexcept OSError: print('refused')"
            assert printed(grader.graded([source])) == "refused\n"


@pytest.mark.parametrize(
    ("family", "kind", "protocol"),
    [(40, 1, 0), (16, 3, 0), (16, 3, 9), (17, 3, 0), (2, 3, 1), (38, 5, 0), (29, 3, 1), (31, 5, 1), (44, 3, 0)],
    ids=["vsock", "netlink", "audit", "packet", "raw-icmp", "alg", "can", "bluetooth", "xdp"],
)
def test_a_socket_of_an_unusual_family_is_refused(grader, family, kind, protocol):
    source = f"""
import socket
try:
    socket.socket({family}, {kind}, {protocol})
    print("made")
except OSError:
    print("refused")
"""
    assert printed(grader.graded([source])) == "refused\n"


def test_names_are_not_resolved(grader):
    source = "import socket\ntry: print(socket.getaddrinfo('example.com', 80))\nexcept OSError: print('refused')"
    with within():
        assert printed(grader.graded([source])) == "refused\n"


def test_downloading_ends_in_an_error_of_its_cell(grader):
    report = gains_nothing(grader, "import urllib.request\nurllib.request.urlopen('http://example.com', timeout=1)")
    assert [c.verdict.value for c in report.cells] == ["ERROR"]


def test_two_sandboxes_at_once_do_not_meet(grader):
    limits = grader.judge.bundle.limits
    one, other = grader.judge.zygote.fork(limits), grader.judge.zygote.fork(limits)
    try:
        for sandbox in (one, other):
            sandbox.start_clock(5)
        listen = (
            "import socket, threading\ns = socket.socket(socket.AF_UNIX)\ns.bind('\\0meeting')\ns.listen()\n"
            "try:\n    t = socket.socket()\n    t.bind(('127.0.0.1', 47123))\n    t.listen()\nexcept OSError: pass"
        )
        one.request("cell", plain=(listen, None, None, 1))
        meet = (
            TRY + "attempt(socket.AF_UNIX, address='\\0meeting')\nattempt(socket.AF_INET, address=('127.0.0.1', 47123))"
        )
        reply = other.request("cell", plain=(meet, None, None, 1))
        assert reply[1]["outputs"][0]["text"] == "refused\nrefused\n"
    finally:
        one.close()
        other.close()


def test_the_scheduler_and_the_workers_of_many_machines_are_not_reached(grader, tmp_path):
    """Who reaches them runs programs on every machine."""
    pytest.importorskip("distributed")
    with contextlib.closing(Machines(tmp_path)) as machines:
        machines.worker()
        log = machines.scheduler.log.read_text()
        ports = set(map(int, re.findall(r"(?:Scheduler at|worker addr): +tcp://127\.0\.0\.1:(\d+)", log)))
        assert len(ports) == 2
        for port in ports:
            with socket.create_connection(("127.0.0.1", port)):  # from here it answers
                pass
            with within():
                attempt = f"attempt(socket.AF_INET, address=('127.0.0.1', {port}))"
                assert printed(grader.graded([TRY + attempt])) == "refused\n"
