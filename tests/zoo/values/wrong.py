price, third, path, ident = Decimal(0), Fraction(0), Path("b"), uuid.UUID(int=0)
day, moment, aware, clock, span = (
    datetime.date(2000, 1, 1),
    datetime.datetime(2000, 1, 1),
    datetime.datetime(2000, 1, 1, tzinfo=datetime.timezone.utc),
    datetime.time(1),
    datetime.timedelta(0),
)
tally, ordered, grouped, queue = Counter(), OrderedDict(), defaultdict(int), deque([9, 9])
match, pattern, half = re.match("b", "b"), re.compile("z"), partial(int, 1)
expression, solved, derivative, system, equation = y, [5], y, sympy.zeros(2, 2), sympy.Eq(x, y)
keys = {}.keys()
