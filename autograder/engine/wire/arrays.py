"""NumPy's arrays, scalars and dtypes, and torch's tensors, as nodes and back: their bytes lie in the body."""

import math
import re
import sys
from typing import Any

from .limits import ARRAY_COST, MAX_LAZY, TENSOR_COST, Node, Packing, Unpacking, WireError, np
from .plain import unpack_items

DTYPE = re.compile(r"[<>|=]?(?:[?bB]|[biufc]\d{1,2}|[SU]\d{1,7}|[mM]8(?:\[\d{0,4}[A-Za-z]{1,2}\])?)")
TORCH_DTYPES = {
    "float16", "bfloat16", "float32", "float64", "complex64", "complex128",
    "uint8", "int8", "int16", "int32", "int64", "bool",
}  # fmt: skip
TORCH_DEVICES = {"cpu", "cuda", "mps", "xpu", "meta"}


def numpy_classes() -> tuple[type, ...]:
    """The classes that `pack_numpy` knows."""
    return () if np is None else (np.ndarray, np.generic, np.dtype)


def torch_classes() -> tuple[type, ...]:
    """The classes that `pack_torch` knows."""
    torch = sys.modules.get("torch")
    return () if torch is None else (torch.Tensor, torch.dtype, torch.Size, torch.device)


def _import_torch() -> Any:
    try:
        import torch  # trusted: our own copy, by a constant name
    except ImportError:
        raise WireError("a tensor, but torch is not installed on this side") from None
    return torch


def pack_numpy(p: Packing, x: Any, depth: int) -> Node | None:
    """The node of a value of NumPy, or None."""
    if isinstance(x, np.dtype):
        return ["dt", x.str] if DTYPE.fullmatch(x.str) else None
    if isinstance(x, np.generic):
        return ["n", x.dtype.str, x.tobytes()] if DTYPE.fullmatch(x.dtype.str) else None
    if type(x) is np.matrix and x.dtype != object:
        node = pack_numpy(p, np.asarray(x), depth)
        return node and ["mx", node]
    if type(x) is np.ma.MaskedArray and x.dtype != object:
        data, mask = pack_numpy(p, x.data, depth), pack_numpy(p, np.ma.getmaskarray(x), depth)
        return data and ["mask", data, mask]
    if x.dtype == object:
        return ["oa", list(x.shape), [p.value(item, depth + 1) for item in x.ravel().tolist()]]
    if not DTYPE.fullmatch(x.dtype.str):
        return None
    base = np.asarray(x)
    if not base.size and math.prod(n for n in base.shape if n) > MAX_LAZY:
        return None
    order = "F" if base.flags.f_contiguous and not base.flags.c_contiguous else "C"
    flat = (base.T if order == "F" else np.ascontiguousarray(base)).reshape(-1).view(np.uint8)
    offset = p.buffer(memoryview(flat.data))
    return ["a", base.dtype.str, list(base.shape), order, bool(base.flags.writeable), offset]


def pack_torch(p: Packing, x: Any, _: int) -> Node | None:
    """The node of a value of torch, or None."""
    torch: Any = sys.modules["torch"]
    if isinstance(x, torch.dtype):
        name = str(x).removeprefix("torch.")
        return ["tdt", name] if name in TORCH_DTYPES else None
    if isinstance(x, torch.device):
        return ["tdv", x.type, x.index] if x.type in TORCH_DEVICES else None
    if isinstance(x, torch.Size):
        return ["t", [int(n) for n in x]]
    name = str(x.dtype).removeprefix("torch.")
    if name not in TORCH_DTYPES or x.layout is not torch.strided or x.device.type == "meta":
        return None
    if not x.numel() and math.prod(n for n in x.shape if n) > MAX_LAZY:
        return None
    plain = x.detach().cpu().resolve_conj().resolve_neg().contiguous()
    # one number is contiguous with any stride, and has no view as bytes
    flat = plain.as_strided((plain.numel(),), (1,))
    flat = flat.view(torch.uint8) if plain.numel() else torch.empty(0, dtype=torch.uint8)
    offset = p.buffer(memoryview(flat.numpy()))
    parameter = isinstance(x, torch.nn.Parameter)
    grad = x.grad if x.is_leaf else None
    grad = pack_torch(p, grad.detach(), 0) if grad is not None and grad.dtype is x.dtype else None
    return ["T", name, list(x.shape), bool(x.requires_grad), parameter, grad, offset]


def _shape(dims: Node) -> tuple[int, ...]:
    if type(dims) is not list or len(dims) > 32 or any(type(n) is not int or n < 0 for n in dims):
        raise WireError("a bad array shape")
    if 0 in dims and math.prod(n for n in dims if n) > MAX_LAZY:
        raise WireError("an array shape above the limit")
    return tuple(dims)


def _dtype(text: Node) -> Any:
    if np is None or type(text) is not str or not DTYPE.fullmatch(text):
        raise WireError("a bad dtype")
    return np.dtype(text)


def unpack_dtype(_: Unpacking, node: list[Any], __: int) -> Any:
    return _dtype(node[1])


def unpack_array(u: Unpacking, node: list[Any], _: int) -> Any:
    _tag, text, dims, order, writeable, offset = node
    u.spend(ARRAY_COST)
    dtype, shape = _dtype(text), _shape(dims)
    raw = u.bytes_at(offset, math.prod(shape) * dtype.itemsize)
    if order not in ("C", "F"):
        raise WireError("a bad array")
    if not dtype.itemsize:  # `<U0`: no byte of the frame pays for its elements
        u.spend(math.prod(shape))
    out = np.frombuffer(bytearray(raw), dtype=dtype) if dtype.itemsize and len(raw) else np.empty(0, dtype)
    out = out.reshape(shape, order=order) if out.size or 0 in shape else np.empty(shape, dtype)
    out.flags.writeable = writeable is True
    return out


def unpack_masked(u: Unpacking, node: list[Any], depth: int) -> Any:
    data, mask = (unpack_array(u, part, depth) for part in node[1:])
    if mask.dtype != bool or mask.shape != data.shape:
        raise WireError("a bad mask")
    return np.ma.MaskedArray(data, mask=mask)


def unpack_scalar(_: Unpacking, node: list[Any], __: int) -> Any:
    dtype = _dtype(node[1])
    if type(node[2]) is not bytes or len(node[2]) != dtype.itemsize:
        raise WireError("a bad scalar")
    return np.frombuffer(node[2], dtype=dtype)[0] if dtype.itemsize else dtype.type()


def unpack_objects(u: Unpacking, node: list[Any], depth: int) -> Any:
    shape, items = _shape(node[1]), unpack_items(u, node[2], depth)
    if np is None or math.prod(shape) != len(items):
        raise WireError("a bad object array")
    out = np.empty(len(items), dtype=object)
    for i, item in enumerate(items):
        out[i] = item
    return out.reshape(shape)


def unpack_tensor(u: Unpacking, node: list[Any], _: int) -> Any:
    _tag, name, dims, requires_grad, parameter, grad, offset = node
    u.spend(TENSOR_COST)
    if name not in TORCH_DTYPES:
        raise WireError("a bad tensor dtype")
    torch = _import_torch()
    dtype, shape = getattr(torch, name), _shape(dims)
    count = math.prod(shape)
    raw = u.bytes_at(offset, count * dtype.itemsize)
    x = torch.frombuffer(bytearray(raw), dtype=dtype) if count else torch.empty(0, dtype=dtype)
    x = x.reshape(shape)
    if parameter is True:
        x = torch.nn.Parameter(x, requires_grad=requires_grad is True)
    elif requires_grad is True:
        x.requires_grad_()
    if grad is not None:
        if type(grad) is not list or grad[0] != "T" or grad[5] is not None:
            raise WireError("a bad gradient")
        x.grad = unpack_tensor(u, grad, 0)
    return x


def unpack_torch_dtype(_: Unpacking, node: list[Any], __: int) -> Any:
    if node[1] not in TORCH_DTYPES:
        raise WireError("a bad tensor dtype")
    return getattr(_import_torch(), node[1])


def unpack_device(_: Unpacking, node: list[Any], __: int) -> Any:
    kind, index = node[1:]
    if kind not in TORCH_DEVICES or (index is not None and (type(index) is not int or not 0 <= index < 100)):
        raise WireError("a bad device")
    return _import_torch().device(kind, *([] if index is None else [index]))
