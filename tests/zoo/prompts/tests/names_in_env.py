from otter.test_files import test_case

OK_FORMAT = False
name = "names_in_env"
points = 2


@test_case(points=1, hidden=False)
def test_one_of_several_names(env):
    possible = ["calc_median", "median", "med"]
    function = None
    for name in possible:
        if name in env:
            function = env[name]
            break
    assert function is not None, "Expected one of: " + ", ".join(possible)
    assert function([4, 1, 3]) == 3.0


@test_case(points=1, hidden=True)
def test_functions_listed(env):
    callables = [k for k, v in env.items() if callable(v) and not k.startswith("_")]
    assert {"median", "sparsify", "order"} <= set(callables)
    assert "prices" in list(env.keys()) and "prices" not in callables
