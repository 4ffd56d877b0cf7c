OK_FORMAT = True

test = {
    "name": "many_words",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> np.random.seed(11)\n>>> walk(5000) == (np.random.seed(11), sum(int(np.random.choice([-1, 1])) for _ in range(5000)))[1]\nnp.True_', "hidden": False, "locked": False},
            ],
        },
    ],
}
