"""pandas: frames, series and indices as arrays and lists of plain values; what has no such form goes as a handle."""

import re
import sys
from typing import Any

from .arrays import pack_numpy, unpack_array, unpack_objects, unpack_scalar
from .library import zone, zone_name
from .limits import COLUMN_COST, MAX_COLUMNS, MAX_DEPTH, Node, NotDataError, Packing, Unpacking, WireError, np
from .plain import check_hashes, is_label, pack_range, pack_str, unpack_items, unpack_range

FREQUENCY = re.compile(r"[A-Za-z]{1,4}(?:-[A-Z]{3})?")
RENAMED = {"A": "Y", "H": "h", "T": "min", "S": "s", "L": "ms", "U": "us", "N": "ns"}  # in pandas 2.2


def _import_pandas() -> Any:
    try:
        import pandas  # trusted: our own copy, by a constant name
    except ImportError:
        raise WireError("a pandas value, but pandas is not installed on this side") from None
    return pandas


def pandas_classes() -> tuple[type, ...]:
    """The classes that `pack_pandas` knows."""
    pd = sys.modules.get("pandas")
    if pd is None:
        return ()
    return (pd.DataFrame, pd.Series, pd.Index, pd.Timestamp, pd.Timedelta, pd.Period, type(pd.NaT), type(pd.NA))


def pack_pandas(p: Packing, x: Any, depth: int) -> Node:
    """The node of a pandas value; of a handle where it has no form."""
    pd: Any = sys.modules["pandas"]
    if x is pd.NaT or x is pd.NA:
        return ["NaT" if x is pd.NaT else "NA"]
    if isinstance(x, pd.Timestamp | pd.Timedelta):
        utc: Any = isinstance(x, pd.Timestamp) and x.tz is not None
        if utc and str(x.tz) != "UTC":
            utc = zone_name(x.tz)
            if utc is None:
                return p.foreign(x)
        scalar = (x.tz_convert(None) if utc else x).to_numpy()
        return ["ts", utc, scalar.dtype.str, scalar.tobytes()]
    if isinstance(x, pd.Period):
        name, dash, anchor = x.freqstr.partition("-")
        name = RENAMED.get(name, name) + dash + anchor
        return ["per", x.ordinal, name] if FREQUENCY.fullmatch(name) else p.foreign(x)
    buffers, size = len(p.buffers), p.size
    try:
        if isinstance(x, pd.Index):
            return pack_index(p, x, depth)
        if isinstance(x, pd.Series):
            return ["S", pack_label(p, x.name), pack_index(p, x.index, depth), pack_column(p, x, depth)]
        if isinstance(x, pd.DataFrame) and x.shape[1] <= MAX_COLUMNS:
            columns = [pack_column(p, x.iloc[:, i], depth) for i in range(x.shape[1])]
            return ["F", pack_index(p, x.index, depth), pack_index(p, x.columns, depth), columns]
    except NotDataError:  # one part without a form: the whole goes as a handle
        del p.buffers[buffers:]
        p.size = size
    return p.foreign(x)


def pack_label(p: Packing, x: Any) -> Node:
    if not is_label(x):
        raise NotDataError(f"a {type(x).__name__} as a pandas label")
    return p.value(x)


def pack_index(p: Packing, x: Any, depth: int, lazy: bool = True) -> Node:
    pd: Any = sys.modules["pandas"]
    names = [pack_label(p, n) for n in x.names]
    if isinstance(x, pd.MultiIndex):
        return ["mi", names, [pack_index(p, x.get_level_values(i), depth, False) for i in range(x.nlevels)]]
    if lazy and isinstance(x, pd.RangeIndex):
        node = pack_range(p, range(x.start, x.stop, x.step), depth)
        if node[0] == "r":
            return ["ri", names[0], node]
    if x.dtype == object and not all(is_label(label) for label in x):
        raise NotDataError("a pandas index of objects")
    return ["ix", names[0], pack_column(p, x, depth)]


def pack_column(p: Packing, x: Any, depth: int) -> Node:
    """The node of the values of a series or an index."""
    pd: Any = sys.modules["pandas"]
    dtype, array, node = x.dtype, x.array, None
    if isinstance(dtype, np.dtype):
        node = pack_numpy(p, np.asarray(array), depth)
        if dtype.kind == "O" and texts_of(pd) is object and is_text(array):
            node = ["txt", node]
    elif isinstance(dtype, pd.CategoricalDtype):
        node = [
            "cat",
            pack_numpy(p, array.codes, depth),
            pack_index(p, dtype.categories, depth, False),
            dtype.ordered,
        ]
    elif isinstance(dtype, pd.StringDtype):
        nan = getattr(dtype, "na_value", pd.NA) is not pd.NA
        node = ["str", nan, [pack_str(v) if type(v) is str else None for v in array]]
    elif isinstance(dtype, pd.DatetimeTZDtype) and str(dtype.tz) == "UTC":
        node = ["utc", pack_numpy(p, np.asarray(array.tz_convert(None)), depth)]
    elif isinstance(array, pd.arrays.IntegerArray | pd.arrays.FloatingArray | pd.arrays.BooleanArray):
        plain = np.dtype(bool) if isinstance(array, pd.arrays.BooleanArray) else dtype.numpy_dtype
        values, mask = array.to_numpy(dtype=plain, na_value=plain.type(0)), array.isna()
        node = ["ma", pack_numpy(p, values, depth), pack_numpy(p, mask, depth)]
    if node is None:
        raise NotDataError(f"a pandas column of dtype {dtype}")
    return node


def texts_of(pd: Any) -> Any:
    """The dtype of a column of text: `object` before pandas 3."""
    return object if int(pd.__version__.split(".")[0]) < 3 else pd.StringDtype(na_value=np.nan)


def is_text(values: Any) -> bool:
    """Whether all are text or missing, and one is text."""
    return any(type(v) is str for v in values) and all(type(v) is str or is_gap(v) for v in values)


def is_gap(x: Any) -> bool:
    """Whether it stands for a missing text."""
    return x is None or (type(x) is float and x != x)


def unpack_timestamp(u: Unpacking, node: list[Any], depth: int) -> Any:
    _tag, utc, text, raw = node
    pd, scalar = _import_pandas(), unpack_scalar(u, ["n", text, raw], depth)
    if type(scalar) is np.timedelta64:
        return pd.Timedelta(scalar)
    if type(scalar) is not np.datetime64:
        raise WireError("a bad timestamp")
    when = pd.Timestamp(scalar)
    if type(utc) is str:
        return when.tz_localize("UTC").tz_convert(zone(utc))
    return when.tz_localize("UTC") if utc is True else when


def unpack_period(_: Unpacking, node: list[Any], __: int) -> Any:
    if type(node[1]) is not int or type(node[2]) is not str or not FREQUENCY.fullmatch(node[2]):
        raise WireError("a bad period")
    pd = _import_pandas()
    try:
        return pd.Period(ordinal=node[1], freq=node[2])
    except ValueError:  # an older pandas
        name, dash, anchor = node[2].partition("-")
        old = {new: old for old, new in RENAMED.items()}
        return pd.Period(ordinal=node[1], freq=old.get(name, name) + dash + anchor)


def unpack_label(u: Unpacking, node: Node, depth: int) -> Any:
    label = u.node(node, depth)
    if not is_label(label):
        raise WireError("a bad pandas label")
    return label


def unpack_column(u: Unpacking, node: Node, depth: int) -> Any:
    """The values of a series or an index, as an array that pandas takes as it is."""
    pd = _import_pandas()
    u.spend(COLUMN_COST)
    if type(node) is not list:
        raise WireError("a bad pandas column")
    tag = node[0]
    if tag == "str":
        items = unpack_items(u, node[2], depth)
        if any(v is not None and type(v) is not str for v in items):
            raise WireError("a bad pandas column")
        return text_column(pd, items) if node[1] is True else pd.array(items, dtype=pd.StringDtype())
    if tag == "txt":
        values = unpack_plain_column(u, node[1], depth)
        if not is_text(values):
            raise WireError("a bad pandas column")
        return values if texts_of(pd) is object else text_column(pd, values)
    if tag == "cat":
        codes, categories = unpack_plain_column(u, node[1], depth), unpack_index(u, node[2], depth, part=True)
        return pd.Categorical.from_codes(codes, categories=categories, ordered=node[3] is True)
    if tag == "utc":
        return pd.DatetimeIndex(unpack_plain_column(u, node[1], depth)).tz_localize("UTC").array
    if tag == "ma":
        values, mask = (unpack_plain_column(u, n, depth) for n in node[1:])
        kind = {"b": "BooleanArray", "i": "IntegerArray", "u": "IntegerArray", "f": "FloatingArray"}[values.dtype.kind]
        return getattr(pd.arrays, kind)(values, mask)
    return unpack_plain_column(u, node, depth)


def text_column(pd: Any, items: Any) -> Any:
    """Text and what is missing, as this side's pandas holds it."""
    if texts_of(pd) is object:
        return np.array([np.nan if v is None else v for v in items], dtype=object)
    return pd.array([None if is_gap(v) else v for v in items], dtype=texts_of(pd))


def unpack_plain_column(u: Unpacking, node: Node, depth: int) -> Any:
    """A one-dimensional NumPy array of a dtype that pandas has, too."""
    if type(node) is not list or node[0] not in ("a", "oa"):
        raise WireError("a bad pandas column")
    values = (unpack_array if node[0] == "a" else unpack_objects)(u, node, depth + 1)
    if values.ndim != 1 or values.dtype.kind not in "biufcmMO":
        raise WireError("a bad pandas column")
    return values


def unpack_index(u: Unpacking, node: Node, depth: int, part: bool = False) -> Any:
    """An index; as `part` of something larger it is neither lazy nor made of levels."""
    pd = _import_pandas()
    u.spend(COLUMN_COST)
    if type(node) is not list or depth > MAX_DEPTH or (part and node[0] != "ix"):
        raise WireError("a bad pandas index")
    if node[0] == "mi":
        names = [unpack_label(u, n, depth) for n in node[1]]
        levels = [unpack_index(u, n, depth + 1, part=True) for n in node[2]]
        return pd.MultiIndex.from_arrays(levels, names=names)
    name = unpack_label(u, node[1], depth)
    if node[0] == "ri":
        return pd.RangeIndex(unpack_range(u, node[2], depth), name=name)
    if node[0] != "ix":
        raise WireError("a bad pandas index")
    values = unpack_column(u, node[2], depth + 1)
    if values.dtype == object:
        if not all(is_label(label) for label in values):
            raise WireError("a bad pandas label")
        check_hashes(values)
    return pd.Index(values, dtype=values.dtype, name=name, tupleize_cols=False)


def unpack_missing(_: Unpacking, node: list[Any], __: int) -> Any:
    return getattr(_import_pandas(), node[0])


def unpack_series(u: Unpacking, node: list[Any], depth: int) -> Any:
    _tag, name, index, column = node
    label, index, values = (
        unpack_label(u, name, depth),
        unpack_index(u, index, depth),
        unpack_column(u, column, depth),
    )
    if len(values) != len(index):
        raise WireError("a pandas column that is not as long as its index")
    return _import_pandas().Series(values, index=index, name=label, dtype=values.dtype)


def unpack_frame(u: Unpacking, node: list[Any], depth: int) -> Any:
    _tag, index, columns, nodes = node
    pd = _import_pandas()
    index, columns = unpack_index(u, index, depth), unpack_index(u, columns, depth)
    if type(nodes) is not list or len(columns) != len(nodes):
        raise WireError("a pandas frame with more or fewer columns than names")
    values = [unpack_column(u, n, depth) for n in nodes]
    if any(len(v) != len(index) for v in values):
        raise WireError("a pandas column that is not as long as its index")
    frame = pd.DataFrame({i: pd.Series(v, index=index, dtype=v.dtype) for i, v in enumerate(values)}, index=index)
    frame.columns = columns
    return frame
