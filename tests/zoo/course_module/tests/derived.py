OK_FORMAT = True

test = {
    "name": "derived",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> gift.describe()\n'for you: 1 items'", "hidden": False, "locked": False},
                {"code": '>>> isinstance(gift, Basket), issubclass(Gift, Basket)\n(True, True)', "hidden": True, "locked": False},
                {"code": '>>> import shop\n>>> isinstance(gift, shop.Basket)\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
