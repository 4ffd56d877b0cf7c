OK_FORMAT = True

test = {
    "name": "made",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> births.num_rows, births.num_columns, births.labels\n(3, 3, ('year', 'boys', 'girls'))", "hidden": False, "locked": False},
                {"code": ">>> births.column('girls')\narray([11, 13, 15])", "hidden": True, "locked": False},
                {"code": '>>> births.column(1).item(2)\n14', "hidden": True, "locked": False},
            ],
        },
    ],
}
