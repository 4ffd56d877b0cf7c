OK_FORMAT = True

test = {
    "name": "items",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> apple.name, apple.price\n('apple', 0.5)", "hidden": False, "locked": False},
                {"code": ">>> len(basket), [i.name for i in basket]\n(3, ['apple', 'pear', 'fig'])", "hidden": True, "locked": False},
                {"code": ">>> cheap\n['apple', 'pear']", "hidden": True, "locked": False},
            ],
        },
    ],
}
