OK_FORMAT = True

test = {
    "name": "random",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> sample.num_rows\n100', "hidden": False, "locked": False},
                {"code": ">>> bool(np.all(np.isin(sample.column('year'), births.column('year'))))\nTrue", "hidden": True, "locked": False},
                {"code": '>>> 10 <= one_statistic() <= 14\nTrue', "hidden": True, "locked": False},
                {"code": '>>> len(statistics), bool(interval.item(0) <= interval.item(1)), round(float(sum(proportions)), 5)\n(20, True, 1.0)', "hidden": True, "locked": False},
            ],
        },
    ],
}
