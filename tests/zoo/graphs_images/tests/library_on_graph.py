OK_FORMAT = True

test = {
    "name": "library_on_graph",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> import networkx as nx\n>>> nx.shortest_path_length(roads, 'a', 'c', weight='weight')\n3", "hidden": False, "locked": False},
                {"code": '>>> nx.is_tree(tree), nx.is_connected(roads)\n(True, True)', "hidden": True, "locked": False},
                {"code": '>>> nx.utils.graphs_equal(ring(4), nx.cycle_graph(4))\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
