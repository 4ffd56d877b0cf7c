OK_FORMAT = True

test = {
    "name": "repeated",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> hello('Al')\n['hi Al', 'hi Al', 'hi Al']", "hidden": False, "locked": False},
                {"code": ">>> hello.__annotations__\n{'name': <class 'str'>, 'return': <class 'str'>}", "hidden": True, "locked": False},
            ],
        },
    ],
}
