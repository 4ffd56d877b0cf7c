OK_FORMAT = True

test = {
    "name": "numpy_mixed",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> np.random.seed(3)\n>>> x = np.random.rand(2)\n>>> y = draw(1)\n>>> np.random.seed(3)\n>>> bool(np.allclose(x, np.random.rand(2))) and bool(np.allclose(y, np.random.normal(size=1)))\nTrue', "hidden": False, "locked": False},
            ],
        },
    ],
}
