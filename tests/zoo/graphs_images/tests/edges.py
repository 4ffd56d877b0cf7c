OK_FORMAT = True

test = {
    "name": "edges",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> sorted(roads.edges(data='weight'))\n[('a', 'b', 2), ('a', 'c', 5), ('b', 'c', 1)]", "hidden": False, "locked": False},
                {"code": '>>> set(tree.edges) == {(1, 2), (1, 3), (3, 4)}\nTrue', "hidden": True, "locked": False},
                {"code": '>>> len(tree), 4 in tree, list(tree.successors(1))\n(4, True, [2, 3])', "hidden": True, "locked": False},
            ],
        },
    ],
}
