OK_FORMAT = True

test = {
    "name": "closures",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> c, d = counter(), counter(10)\n>>> c(), c(5), d()\n(1, 6, 11)', "hidden": False, "locked": False},
                {"code": '>>> [f(10) for f in make_adders()]\n[10, 11, 12]', "hidden": True, "locked": False},
                {"code": '>>> counter().__closure__ is not None\nTrue', "hidden": True, "locked": False},
                {"code": ">>> counter(7).__code__.co_freevars\n('n',)", "hidden": True, "locked": False},
            ],
        },
    ],
}
