OK_FORMAT = True

test = {
    "name": "refused",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> try:\n...     load('x.png')\n... except ValueError as e:\n...     print(e)\nnot a table", "hidden": False, "locked": False},
                {"code": ">>> try:\n...     load('missing.csv')\n... except FileNotFoundError:\n...     print('missing')\nmissing", "hidden": True, "locked": False},
            ],
        },
    ],
}
