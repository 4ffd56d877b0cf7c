OK_FORMAT = True

test = {
    "name": "imported_class",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> from shop import Item\n>>> isinstance(apple, Item) and apple.name == 'apple'\nTrue", "hidden": False, "locked": False},
                {"code": ">>> from shop import Item\n>>> best([Item('a', 1), Item('b', 3), Item('c', 2)]).name\n'b'", "hidden": True, "locked": False},
                {"code": ">>> best([Item('aaa', 1), Item('b', 3)], key=lambda i: len(i.name)).name\n'aaa'", "hidden": True, "locked": False},
            ],
        },
    ],
}
