OK_FORMAT = True

test = {
    "name": "average",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> abs(float(np.mean(draw(4000)))) < 0.1\nTrue', "hidden": False, "locked": False},
            ],
        },
    ],
}
