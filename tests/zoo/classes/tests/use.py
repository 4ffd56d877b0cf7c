OK_FORMAT = True

test = {
    "name": "use",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> s = Stack(); s.push(1); s.push(2)\n>>> s.pop(), len(s)\n(2, 1)', "hidden": False, "locked": False},
                {"code": '>>> s = Stack()\n>>> s.push([1])\n>>> s.items\n[[1]]', "hidden": True, "locked": False},
            ],
        },
    ],
}
