OK_FORMAT = True

test = {
    "name": "coroutine",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> g = echo()\n>>> next(g), g.send('a'), g.send('b')\n(0, 1, 2)", "hidden": False, "locked": False},
                {"code": ">>> g = echo()\n>>> _ = next(g), g.send('a')\n>>> try:\n...     g.send(None)\n... except StopIteration as e:\n...     print(e.value)\n['a']", "hidden": True, "locked": False},
                {"code": '>>> g = echo()\n>>> _ = next(g)\n>>> g.close()\n>>> list(g)\n[]', "hidden": True, "locked": False},
            ],
        },
    ],
}
