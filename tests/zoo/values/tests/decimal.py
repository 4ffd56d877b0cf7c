OK_FORMAT = True

test = {
    "name": "decimal",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> price == Decimal('1.5')\nTrue", "hidden": False, "locked": False},
                {"code": ">>> price * 2\nDecimal('3.00')", "hidden": True, "locked": False},
                {"code": ">>> type(price).__name__\n'Decimal'", "hidden": True, "locked": False},
            ],
        },
    ],
}
