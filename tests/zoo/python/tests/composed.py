OK_FORMAT = True

test = {
    "name": "composed",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> compose(abs, str, len)(-123)\n3', "hidden": False, "locked": False},
                {"code": '>>> compose()(5), compose(lambda x: x + 1, lambda x: x * 2)(3)\n(5, 8)', "hidden": True, "locked": False},
            ],
        },
    ],
}
