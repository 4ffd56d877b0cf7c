OK_FORMAT = True

test = {
    "name": "own_error",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> try:\n...     Safe().pop()\n... except Empty as e:\n...     print(e, e.code)\nnothing here 7', "hidden": False, "locked": False},
                {"code": '>>> issubclass(Empty, Exception)\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
