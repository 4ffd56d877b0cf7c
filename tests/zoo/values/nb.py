import datetime
import re
import sympy
import uuid
from collections import Counter, OrderedDict, defaultdict, deque
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path

price = Decimal("1.50")
third = Fraction(1, 3)
path = Path("data") / "a.txt"
ident = uuid.UUID(int=5)
day = datetime.date(2024, 2, 29)
moment = datetime.datetime(2024, 2, 29, 12, 30)
aware = datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
clock = datetime.time(8, 15)
span = datetime.timedelta(days=1, hours=2)
tally = Counter("banana")
ordered = OrderedDict([("b", 1), ("a", 2)])
grouped = defaultdict(list, {"x": [1]})
queue = deque([1, 2, 3])
match = re.match(r"(\w)(\d+)", "a12")
pattern = re.compile("a.c")
half = partial(lambda b, a: a / b, 2)
x, y = sympy.symbols("x y")
expression = (x - 1) * (x + 1)
solved = sympy.solve(x**2 - 4, x)
derivative = sympy.diff(sympy.sin(x) * sympy.exp(y), x)
system = sympy.Matrix([[1, 2], [3, 4]])
equation = sympy.Eq(x + 1, y)
keys = {"a": 1, "b": 2}.keys()
