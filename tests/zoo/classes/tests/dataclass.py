OK_FORMAT = True

test = {
    "name": "dataclass",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> origin.x, Point(1, 2).y\n(0, 2)', "hidden": False, "locked": False},
                {"code": '>>> Point(1, 2)\nPoint(x=1, y=2)', "hidden": True, "locked": False},
            ],
        },
    ],
}
