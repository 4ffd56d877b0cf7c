"""What cells printed and showed, rebuilt from what the sandbox claims."""

from typing import Any

from autograder.files import encodable

CELL_OUTPUTS, CELL_OUTPUT_CHARS = 1_000, 8 << 20  # of one cell, pictures included
NOTEBOOK_OUTPUT_CHARS = 32 << 20  # of all cells: what is written must be readable again
ITEM_CHARS = 100  # what a part of an output counts beside its text
NOT_KEPT = {"output_type": "stream", "name": "stdout", "text": "… the notebook shows too much; this was not kept\n"}
MIME_TYPES = {"text/plain", "text/html", "text/markdown", "text/latex", "image/png", "image/svg+xml"}


class Outputs:
    """The outputs of a notebook, by cell; the first time that a cell ran counts."""

    def __init__(self) -> None:
        self.by_cell: dict[int, list[dict[str, Any]]] = {}
        self.left = NOTEBOOK_OUTPUT_CHARS

    def keep(self, cell: int, outputs: list[dict[str, Any]]) -> None:
        """Keeps what there is room for."""
        if cell in self.by_cell:
            return
        size = _size(outputs)
        self.by_cell[cell] = outputs if size <= self.left else [NOT_KEPT]
        self.left -= min(size, self.left)


def clean_outputs(claim: Any) -> list[dict[str, Any]]:
    """Notebook outputs rebuilt from what the sandbox claims; whatever is not well-formed is dropped."""
    outputs: list[dict[str, Any]] = []
    left = CELL_OUTPUT_CHARS
    for out in claim[:CELL_OUTPUTS] if type(claim) is list else ():
        if type(out) is not dict:
            continue
        left -= _size(out)
        if left < 0:
            break
        kind = out.get("output_type")
        if kind == "stream" and type(out.get("text")) is str:
            outputs.append({"output_type": "stream", "name": "stdout", "text": encodable(out["text"])})
        elif kind == "error" and all(type(out.get(k)) is str for k in ("ename", "evalue")):
            traceback_lines = out.get("traceback")
            lines = [encodable(t) for t in traceback_lines if type(t) is str] if type(traceback_lines) is list else []
            name, value = encodable(out["ename"]), encodable(out["evalue"])
            outputs.append({"output_type": "error", "ename": name, "evalue": value, "traceback": lines})
        elif kind in ("display_data", "execute_result") and type(out.get("data")) is dict:
            data = {k: encodable(v) for k, v in out["data"].items() if k in MIME_TYPES and type(v) is str}
            if data:
                clean: dict[str, Any] = {"output_type": kind, "data": data, "metadata": {}}
                if kind == "execute_result":
                    count = out.get("execution_count")
                    clean["execution_count"] = count if type(count) is int else None
                outputs.append(clean)
    return outputs


def _size(value: Any) -> int:
    """The characters in an output, one of whose texts may be very long, and what millions of empty ones take."""
    if type(value) is str:
        return ITEM_CHARS + len(value)
    if type(value) is dict or type(value) is list:
        return ITEM_CHARS + sum(map(_size, value.values() if type(value) is dict else value))
    return ITEM_CHARS
