OK_FORMAT = True
test = {"name": "listed_points", "points": [1, 2, 0.5], "suites": [{"cases": [
    {"code": ">>> area(1)\n1", "hidden": False}, {"code": ">>> area(-2)\n4", "hidden": True},
    {"code": ">>> area(0)\n0", "hidden": True}],
    "scored": True, "setup": "", "teardown": "", "type": "doctest"}]}
