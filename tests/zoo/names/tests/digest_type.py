OK_FORMAT = True

test = {
    "name": "digest_type",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> digest(type(secret)) == digest(int)\nTrue', "hidden": False, "locked": False},
                {"code": ">>> digest(type(blank)) == '14e736438b115821cbb9b7ac0ba79034'\nTrue", "hidden": True, "locked": False},
            ],
        },
    ],
}
