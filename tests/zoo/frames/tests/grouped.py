OK_FORMAT = True

test = {
    "name": "grouped",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> by_city.to_dict()\n{'Bonn': 4, 'Ulm': 2}", "hidden": False, "locked": False},
                {"code": ">>> int(by_city['Ulm'])\n2", "hidden": True, "locked": False},
            ],
        },
    ],
}
