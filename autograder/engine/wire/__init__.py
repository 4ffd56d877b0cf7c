"""The wire between judge and sandbox: frames, a codec for plain data, and nothing that can execute.

Theory of operation. A frame is a 16-byte header (magic, length of the meta part, length of the body part), the meta
part (msgpack) and the body (raw array bytes that the meta part points into). A message is a list `[kind, field, …]`;
a field that is a value is a tree of nodes: None, bool, int, float and str stand for themselves, everything else is
`[tag, …]`. Both ends use this room; the untrusted end gets it as files, as the package `wire`, so it stands alone: it
imports the standard library, msgspec and (when present) numpy only, and its own files by relative imports. torch and
pandas are used when they are already imported, or when their data arrives.

Trust boundary: `Unpacker` reads what the sandbox wrote. It never unpickles, evaluates, imports a name or believes a
size; whatever does not fit raises `WireError`, and nothing else. What it allocates is bounded by the frame: every byte
of the body is read at most once, values that cost much memory count as many nodes, and lazy values (ranges, arrays
with an axis of length 0) may not claim to be longer than `MAX_LAZY`.
"""
