OK_FORMAT = True
test = {"name": "no_points", "points": 0, "suites": [{"cases": [{"code": ">>> area(1)\n1", "hidden": False}],
    "scored": True, "setup": "", "teardown": "", "type": "doctest"}]}
