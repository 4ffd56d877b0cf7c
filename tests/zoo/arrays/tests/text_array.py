OK_FORMAT = True

test = {
    "name": "text_array",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> words.tolist()\n['a', 'bb']", "hidden": False, "locked": False},
            ],
        },
    ],
}
