OK_FORMAT = True

test = {
    "name": "module_objects",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> from shop import Basket, Item\n>>> total(Basket([Item('a', 1.5), Item('b', 2.5)]))\n4.0", "hidden": False, "locked": False},
                {"code": ">>> total(basket, 'HALF')\n1.625", "hidden": True, "locked": False},
                {"code": ">>> apple == Item('apple', 0.5)\nTrue", "hidden": True, "locked": False},
            ],
        },
    ],
}
