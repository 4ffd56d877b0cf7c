OK_FORMAT = True

test = {
    "name": "collections",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> by_length\ndefaultdict(<class 'list'>, {1: ['a'], 2: ['bb', 'cc']})", "hidden": False, "locked": False},
                {"code": '>>> window\ndeque([7, 8, 9], maxlen=3)\n>>> window.append(1); window[0], window.maxlen\n(8, 3)', "hidden": True, "locked": False},
                {"code": ">>> getter([5, 6]), upper('a')\n(6, 'A')", "hidden": True, "locked": False},
                {"code": '>>> frozen | {3} == {1, 2, 3}, hash(frozen) == hash(frozenset([2, 1]))\n(True, True)', "hidden": True, "locked": False},
            ],
        },
    ],
}
