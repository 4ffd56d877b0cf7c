OK_FORMAT = True

test = {
    "name": "numpy_follows",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> np.random.seed(0)\n>>> _ = draw(3)\n>>> after = np.random.rand()\n>>> np.random.seed(0)\n>>> _ = np.random.normal(size=3)\n>>> after == np.random.rand()\nTrue', "hidden": False, "locked": False},
            ],
        },
    ],
}
