"""What a test run makes once, whichever of its processes asks first: builds, proofs."""

import fcntl
import os
import pickle


class Once:
    """Values by name, in the folder that all processes of one test run share."""

    def __init__(self, factory):
        own = factory.getbasetemp()
        self.root = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "once"

    def __call__(self, name, make):
        """What `make(folder)` returned for the first who asked; the folder stays, others wait for it."""
        folder = self.root / name
        folder.mkdir(parents=True, exist_ok=True)
        value = self.root / f"{name}.value"
        with value.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not value.exists():
                made = pickle.dumps(make(folder))  # before the file is there: a failure is nobody else's value
                value.write_bytes(made)
        return pickle.loads(value.read_bytes())
