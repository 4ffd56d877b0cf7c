OK_FORMAT = True

test = {
    "name": "subclass_in_test",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> class Disc(Shape):\n...     def area(self): return 3\n>>> Disc().describe()\n'area 3'", "hidden": False, "locked": False},
            ],
        },
    ],
}
