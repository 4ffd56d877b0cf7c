"""The graph of an operation that a test may differentiate through, kept on this side of the wire."""

import sys
from typing import Any


class Tape:
    """Tensors that an operation made of others.

    Args:
        outputs: with a graph. inputs: leaves that the judge has, too.
    """

    def __init__(self, outputs: list[Any], inputs: list[Any]) -> None:
        self.outputs, self.inputs = outputs, inputs

    def backward(self, gradients: list[Any]) -> list[Any]:
        """The gradients of the inputs, given those of the outputs; those of parameters are added up where they are."""
        pairs = [(y, g) for y, g in zip(self.outputs, gradients, strict=True) if g is not None]
        for x in self.inputs:
            x.grad = None
        outputs, given = [y for y, _ in pairs], [g for _, g in pairs]
        sys.modules["torch"].autograd.backward(outputs, given, retain_graph=True)
        return [x.grad for x in self.inputs]


def tensors(values: Any) -> list[Any]:
    """The tensors among values that may have gradients, in order."""
    torch = sys.modules.get("torch")
    if torch is None or not hasattr(torch, "Tensor"):
        return []
    return [x for x in values if isinstance(x, torch.Tensor) and x.requires_grad]


def tape_of(result: Any, arguments: list[Any]) -> dict[str, Any]:
    """`{"tape": …, "outputs": places}` for a tensor, or a list or tuple of some, that was computed; else nothing."""
    torch = sys.modules.get("torch")
    if torch is None or not hasattr(torch, "Tensor"):
        return {}
    many = result if type(result) in (list, tuple) else [result]
    kind = torch.Tensor
    places = [i for i, y in enumerate(many) if isinstance(y, kind) and y.requires_grad and y.grad_fn is not None]
    if not places:
        return {}
    return {"tape": Tape([many[i] for i in places], tensors(arguments)), "outputs": places}
