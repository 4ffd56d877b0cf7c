OK_FORMAT = True

test = {
    "name": "numpy_seed",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> np.random.seed(1)\n>>> a = draw(3)\n>>> np.random.seed(1)\n>>> bool(np.allclose(a, np.random.normal(size=3)))\nTrue', "hidden": False, "locked": False},
            ],
        },
    ],
}
