OK_FORMAT = True

test = {
    "name": "bytestring",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> raw\nb'\\x00\\xff'", "hidden": False, "locked": False},
            ],
        },
    ],
}
