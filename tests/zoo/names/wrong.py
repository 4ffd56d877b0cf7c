class Stats: mean = 0
stats = Stats()
def time(x): return 0
time.unit = ""
class F:
    @staticmethod
    def to_celsius(f): return 1
def sum(xs): return 0
np.set_printoptions(precision=8)
thirds, s = np.zeros(1), pd.Series([0.0])
a, b, secret, blank = [1], [1], "17.0", None
plane = {}
def note(x): pass
def digest(x): return str(x)
digest = digest.__str__
del secret
