OK_FORMAT = True

test = {
    "name": "annotated",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> import typing\n>>> typing.get_type_hints(hello)\n{'name': <class 'str'>, 'return': <class 'str'>}", "hidden": False, "locked": False},
                {"code": ">>> first.__annotations__['default'] == typing.Optional[T]\nTrue", "hidden": True, "locked": False},
                {"code": '>>> first([7, 8]), first([]), first((), default=3)\n(7, None, 3)', "hidden": True, "locked": False},
            ],
        },
    ],
}
