OK_FORMAT = True

test = {
    "name": "json",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> import json\n>>> json.load(open('scores.json'))['ada']\n[1, 2]", "hidden": False, "locked": False},
            ],
        },
    ],
}
