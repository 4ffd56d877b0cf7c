"""What a cell printed and showed, rebuilt from what the sandbox claims."""

from collections.abc import Iterator
from typing import Any

CELL_OUTPUTS, CELL_OUTPUT_CHARS = 1_000, 8 << 20  # of one cell, pictures included
MIME_TYPES = {"text/plain", "text/html", "text/markdown", "text/latex", "image/png", "image/svg+xml"}


def clean_outputs(claim: Any) -> list[dict[str, Any]]:
    """Notebook outputs rebuilt from what the sandbox claims; whatever is not well-formed is dropped."""
    outputs: list[dict[str, Any]] = []
    left = CELL_OUTPUT_CHARS
    for out in claim[:CELL_OUTPUTS] if type(claim) is list else ():
        if type(out) is not dict:
            continue
        left -= sum(len(v) for v in _texts(out))
        if left < 0:
            break
        kind = out.get("output_type")
        if kind == "stream" and type(out.get("text")) is str:
            outputs.append({"output_type": "stream", "name": "stdout", "text": out["text"]})
        elif kind == "error" and all(type(out.get(k)) is str for k in ("ename", "evalue")):
            traceback_lines = out.get("traceback")
            lines = [t for t in traceback_lines if type(t) is str] if type(traceback_lines) is list else []
            outputs.append({"output_type": "error", "ename": out["ename"], "evalue": out["evalue"], "traceback": lines})
        elif kind in ("display_data", "execute_result") and type(out.get("data")) is dict:
            data = {k: v for k, v in out["data"].items() if k in MIME_TYPES and type(v) is str}
            if data:
                clean: dict[str, Any] = {"output_type": kind, "data": data, "metadata": {}}
                if kind == "execute_result":
                    count = out.get("execution_count")
                    clean["execution_count"] = count if type(count) is int else None
                outputs.append(clean)
    return outputs


def _texts(value: Any) -> Iterator[str]:
    """All strings in an output, one of which may be very long."""
    if type(value) is str:
        yield value
    elif type(value) is dict or type(value) is list:
        for part in value.values() if type(value) is dict else value:
            yield from _texts(part)
