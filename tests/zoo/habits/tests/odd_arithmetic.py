OK_FORMAT = True

test = {
    "name": "odd_arithmetic",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> bool(np.isclose(np.std(bins) * 2578 % 13, 0.4712315))\nFalse', "hidden": False, "locked": False},
                {"code": '>>> (len(bins), int(sum(bins) * 1000) % 7)\n(5, 1)', "hidden": True, "locked": False},
            ],
        },
    ],
}
