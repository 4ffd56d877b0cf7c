OK_FORMAT = True

test = {
    "name": "keys",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> callable( keygen )\nTrue', "hidden": False, "locked": False},
                {"code": ">>> keygen('Hello World', 'test')\n'TESTTESTTE'", "hidden": True, "locked": False},
                {"code": ">>> keygen('ERFEW WEFES JX', 'jupyter')\n'JUPYTERJUPYT'", "hidden": True, "locked": False},
            ],
        },
    ],
}
