OK_FORMAT = True

test = {
    "name": "exists",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> import os\n>>> os.path.exists('table.csv')\nTrue", "hidden": False, "locked": False},
                {"code": ">>> import os\n>>> os.path.exists('other.csv')\nFalse", "hidden": True, "locked": False},
            ],
        },
    ],
}
