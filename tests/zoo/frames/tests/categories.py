OK_FORMAT = True

test = {
    "name": "categories",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> categories.cat.categories.tolist()\n['hi', 'lo']", "hidden": False, "locked": False},
            ],
        },
    ],
}
