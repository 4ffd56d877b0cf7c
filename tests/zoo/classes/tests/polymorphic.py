OK_FORMAT = True

test = {
    "name": "polymorphic",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> Square(4).describe()\n'area 16'", "hidden": False, "locked": False},
                {"code": ">>> try:\n...     Shape().describe()\n... except NotImplementedError:\n...     print('abstract')\nabstract", "hidden": True, "locked": False},
            ],
        },
    ],
}
