OK_FORMAT = True

test = {
    "name": "enumeration",
    "points": 5,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> favourite == Colour.BLUE\nTrue', "hidden": False, "locked": False},
                {"code": '>>> favourite is Colour.BLUE\nTrue', "hidden": True, "locked": False},
                {"code": ">>> favourite.name, favourite.value\n('BLUE', 2)", "hidden": True, "locked": False},
                {"code": ">>> [c.name for c in Colour]\n['RED', 'BLUE']", "hidden": True, "locked": False},
                {"code": ">>> Colour['RED'] is Colour(1)\nTrue", "hidden": True, "locked": False},
            ],
        },
    ],
}
