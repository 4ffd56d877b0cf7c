"""Differentiation through a student's function: its backward pass runs in the sandbox (sandbox/gradients.py)."""

import functools
import sys
from collections.abc import Sequence
from typing import Any

from autograder.engine.wire.limits import WireError


def attached(value: Any, more: dict[Any, Any], arguments: Sequence[Any]) -> Any:
    """What an operation gave, with a graph that leads through it.

    Args:
        more: what the sandbox said of it. arguments: of the operation, in the order in which they were sent.

    Raises:
        WireError: it does not fit.
    """
    torch: Any = sys.modules.get("torch")
    tape, places = more.get("tape"), more.get("outputs")
    if tape is None or torch is None or type(places) is not list:
        return value
    single = type(value) not in (list, tuple)
    many = [value] if single else list(value)
    if any(type(i) is not int or not 0 <= i < len(many) or not isinstance(many[i], torch.Tensor) for i in places):
        raise WireError("a bad graph")
    inputs = [x for x in arguments if isinstance(x, torch.Tensor) and x.requires_grad]
    made = _function(torch).apply(tape, [many[i] for i in places], torch.zeros((), requires_grad=True), *inputs)
    for i, output in zip(places, made, strict=True):
        many[i] = output
    return many[0] if single else type(value)(many)


@functools.cache
def _function(torch: Any) -> Any:
    class Remote(torch.autograd.Function):
        """The values of the sandbox, and its backward pass."""

        @staticmethod
        def forward(ctx: Any, tape: Any, outputs: Any, _: Any, *inputs: Any) -> Any:
            ctx.tape, ctx.like = tape, [x.detach() for x in inputs]
            return tuple(y.detach() for y in outputs)

        @staticmethod
        @torch.autograd.function.once_differentiable  # type: ignore[untyped-decorator]
        def backward(ctx: Any, *gradients: Any) -> Any:
            found = ctx.tape.backward([g.detach() for g in gradients])
            fits = type(found) is list and len(found) == len(ctx.like)
            if not fits or any(
                g is not None and getattr(g, "shape", None) != x.shape for g, x in zip(found, ctx.like, strict=True)
            ):
                raise RuntimeError("the sandbox sent no gradients that fit")
            return (None, None, None, *(g.detach() if g is not None else None for g in found))

    return Remote
