import dataclasses
import enum
from collections import namedtuple


class Stack:
    """A stack."""

    kind = "lifo"

    def __init__(self):
        self.items = []

    def push(self, x):
        self.items.append(x)

    def pop(self):
        return self.items.pop()

    def __len__(self):
        return len(self.items)

    def __str__(self):
        return f"Stack of {len(self.items)}"


class Safe(Stack):
    def pop(self):
        if not self.items:
            raise Empty("nothing here")
        return super().pop()


class Empty(Exception):
    code = 7
# %%
class Shape:
    def area(self):
        raise NotImplementedError

    def describe(self):
        return f"area {self.area()}"


class Square(Shape):
    count = 0

    def __init__(self, side):
        self.side = side
        Square.count += 1

    def area(self):
        return self.side**2

    @property
    def diagonal(self):
        return self.side * 2**0.5

    @classmethod
    def unit(cls):
        return cls(1)

    @staticmethod
    def sides():
        return 4
# %%
@dataclasses.dataclass(frozen=True, order=True)
class Point:
    x: int
    y: int = 0


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 5


Pair = namedtuple("Pair", "left right")
pair = Pair(1, 2)
favourite = Colour.BLUE
origin = Point(0)
stack = Stack()
mine = Safe()
# %%
class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


class Matrix:
    def __init__(self, rows):
        self.rows = rows

    def __getitem__(self, at):
        i, j = at
        return self.rows[i][j]

    def __setitem__(self, at, value):
        self.rows[at[0]][at[1]] = value

    def __add__(self, other):
        return Matrix([[a + b for a, b in zip(p, q)] for p, q in zip(self.rows, other.rows)])

    def __eq__(self, other):
        return self.rows == other.rows


class Timer:
    log = []

    def __enter__(self):
        self.log.append("in")
        return self

    def __exit__(self, *_):
        self.log.append("out")


class Polynomial(list):
    def degree(self):
        return len(self) - 1


class Money(float):
    def dollars(self):
        return f"${self:.2f}"


cubic = Polynomial([1, 0, 0, 2])
cash = Money(2.5)
kind = float
