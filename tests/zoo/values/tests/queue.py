OK_FORMAT = True

test = {
    "name": "queue",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> queue.popleft()\n1', "hidden": False, "locked": False},
                {"code": '>>> list(queue)[-1]\n3', "hidden": True, "locked": False},
            ],
        },
    ],
}
