OK_FORMAT = True

test = {
    "name": "shown",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> births\nyear | boys | girls\n2000 | 10   | 11\n2001 | 12   | 13\n2002 | 14   | 15', "hidden": False, "locked": False},
                {"code": ">>> print(births.select('boys').take(0))\nboys\n10", "hidden": True, "locked": False},
            ],
        },
    ],
}
