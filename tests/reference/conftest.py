"""The `xp` fixture: every reference test runs on NumPy, array-api-strict, torch CPU and, where there is one, CUDA."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")


class Backend:
    """Makes arrays of one library and reads them back."""

    def __init__(self, name: str) -> None:
        self.name = name

    def asarray(self, data, dtype="float64"):
        """An array of this library; floats are float64 unless another dtype is asked for."""
        plain = np.asarray(data, dtype=dtype)
        if self.name == "numpy":
            return plain
        if self.name == "array_api_strict":
            import array_api_strict

            return array_api_strict.asarray(plain)
        return torch.tensor(plain, device="cuda" if self.name == "torch-cuda" else "cpu")

    def ints(self, data):
        """An int64 array of this library."""
        return self.asarray(data, dtype="int64")

    def to_numpy(self, x):
        """The values as a NumPy array."""
        return x.detach().cpu().numpy() if isinstance(x, torch.Tensor) else np.asarray(x)


NAMES = ["numpy", "array_api_strict", "torch", "torch-cuda"]


@pytest.fixture(params=NAMES)
def xp(request):
    if request.param == "torch-cuda" and not torch.cuda.is_available():
        pytest.skip("no CUDA device on this machine")
    return Backend(request.param)
