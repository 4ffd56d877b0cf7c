OK_FORMAT = True
test = {"name": "all_or_nothing", "points": 4, "all_or_nothing": True, "suites": [{"cases": [
    {"code": ">>> area(1)\n1", "hidden": False}, {"code": ">>> area(2)\n4", "hidden": True}],
    "scored": True, "setup": "", "teardown": "", "type": "doctest"}]}
