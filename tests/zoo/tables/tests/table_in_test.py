OK_FORMAT = True

test = {
    "name": "table_in_test",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> t = Table().with_columns('a', make_array(1, 2, 4), 'b', make_array(-1, 2, -15))\n>>> round(float(fitted_value(t, 'a', 'b', 3)), 4)\n-8.1429", "hidden": False, "locked": False},
                {"code": ">>> bool(total(births, 'boys') == 36)\nTrue", "hidden": True, "locked": False},
            ],
        },
    ],
}
