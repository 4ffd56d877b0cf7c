OK_FORMAT = True

test = {
    "name": "grouped",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> by_kind.labels\n('kind', 'name mean', 'weight mean', 'place mean')", "hidden": False, "locked": False},
                {"code": ">>> round(by_kind.where('kind', 'cat').column('weight mean').item(0), 6)\n4.5", "hidden": True, "locked": False},
                {"code": ">>> set(pivoted.labels) == {'place', 'cat', 'dog'}\nTrue", "hidden": True, "locked": False},
            ],
        },
    ],
}
