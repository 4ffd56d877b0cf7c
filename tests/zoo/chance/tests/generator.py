OK_FORMAT = True

test = {
    "name": "generator",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> got = sample(np.random.default_rng(3), 2)\n>>> bool(np.allclose(got, np.random.default_rng(3).uniform(size=2)))\nTrue', "hidden": False, "locked": False},
                {"code": '>>> g = np.random.default_rng(4)\n>>> a = sample(g, 2); b = g.uniform(size=1)\n>>> h = np.random.default_rng(4)\n>>> bool(np.allclose(np.append(a, b), h.uniform(size=3)))\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
