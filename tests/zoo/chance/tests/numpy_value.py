OK_FORMAT = True

test = {
    "name": "numpy_value",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> np.random.seed(42)\n>>> np.round(draw(3), 3)\narray([ 0.497, -0.138,  0.648])', "hidden": False, "locked": False},
            ],
        },
    ],
}
