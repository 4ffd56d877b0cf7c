OK_FORMAT = True

test = {
    "name": "signature",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> import inspect\n>>> str(inspect.signature(varied))\n'(a, /, b, *rest, c=3, **more)'", "hidden": False, "locked": False},
                {"code": ">>> import inspect\n>>> [p.kind.name for p in inspect.signature(varied).parameters.values()]\n['POSITIONAL_ONLY', 'POSITIONAL_OR_KEYWORD', 'VAR_POSITIONAL', 'KEYWORD_ONLY', 'VAR_KEYWORD']", "hidden": True, "locked": False},
                {"code": ">>> varied(1, 2, 3, 4, c=5, d=6)\n(1, 2, (3, 4), 5, {'d': 6})", "hidden": True, "locked": False},
                {"code": ">>> import inspect\n>>> varied.__kwdefaults__, inspect.getfullargspec(append_to).args\n({'c': 3}, ['x', 'xs'])", "hidden": True, "locked": False},
            ],
        },
    ],
}
