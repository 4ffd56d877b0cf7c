"""What one submission may use."""

from typing import Annotated

import msgspec

Seconds = Annotated[float, msgspec.Meta(gt=0, le=86_400)]
Bytes = Annotated[int, msgspec.Meta(ge=1 << 16, le=1 << 40)]


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Times in wall-clock seconds, sizes in bytes."""

    cell_s: Seconds = 60.0
    case_s: Seconds = 30.0
    total_s: Seconds = 300.0
    cpu_s: Seconds = 300.0  # of each process
    memory_bytes: Bytes = 2 << 30  # beyond what the warm interpreter maps
    processes: Annotated[int, msgspec.Meta(ge=1, le=10_000)] = 64
    output_bytes: Bytes = 1 << 20
    file_bytes: Bytes = 64 << 20
    message_bytes: Bytes = 256 << 20
