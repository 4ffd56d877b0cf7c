OK_FORMAT = True

test = {
    "name": "graph",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> roads.number_of_nodes(), roads.number_of_edges()\n(3, 3)', "hidden": False, "locked": False},
                {"code": ">>> sorted(roads.nodes), roads.has_edge('a', 'b')\n(['a', 'b', 'c'], True)", "hidden": True, "locked": False},
                {"code": ">>> roads['a']['b']['weight'], roads.edges['b', 'c']['weight']\n(2, 1)", "hidden": True, "locked": False},
                {"code": '>>> isinstance(roads, nx.Graph), isinstance(tree, nx.DiGraph), tree.is_directed()\n(True, True, True)', "hidden": True, "locked": False},
            ],
        },
    ],
}
