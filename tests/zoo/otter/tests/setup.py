OK_FORMAT = True
test = {
    "name": "setup", "points": 2,
    "suites": [
        {"cases": [{"code": ">>> area(k)\n9", "hidden": False, "locked": False}], "scored": True, "setup": "", "teardown": "", "type": "doctest"},
    ],
} if False else {
    "name": "setup", "points": 2,
    "suites": [{
        "cases": [{"code": ">>> k = 3\n>>> area(k)\n9", "hidden": False, "locked": False},
                  {"code": ">>> import math\n>>> math.isclose(area(0.5), 0.25)\nTrue", "hidden": True, "locked": False}],
        "scored": True, "setup": "", "teardown": "", "type": "doctest"}],
}
