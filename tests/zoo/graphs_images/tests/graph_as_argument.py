OK_FORMAT = True

test = {
    "name": "graph_as_argument",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> g = nx.Graph([(1, 2), (3, 4)])\n>>> components(g)\n[[1, 2], [3, 4]]', "hidden": False, "locked": False},
                {"code": '>>> reachable(nx.path_graph(4), 0) == {0, 1, 2, 3}\nTrue', "hidden": True, "locked": False},
                {"code": '>>> reachable(tree, 3)\n{3, 4}', "hidden": True, "locked": False},
            ],
        },
    ],
}
