OK_FORMAT = True

test = {
    "name": "resampled",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> np.random.seed(6)\n>>> m = bootstrap(np.arange(10))\n>>> np.random.seed(6)\n>>> m == np.random.choice(np.arange(10), size=10).mean()\nnp.True_', "hidden": False, "locked": False},
            ],
        },
    ],
}
