OK_FORMAT = True
test = {"name": "case_points", "points": None, "suites": [{"cases": [
    {"code": ">>> area(1)\n1", "hidden": False, "points": 1.5, "success_message": "Yes."},
    {"code": ">>> area(3)\n9", "hidden": True, "points": 0.5, "failure_message": "No: $x^2$ \"squared\"."}],
    "scored": True, "setup": "", "teardown": "", "type": "doctest"}]}
