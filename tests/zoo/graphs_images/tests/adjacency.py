OK_FORMAT = True

test = {
    "name": "adjacency",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> bfs({1: [2, 3], 2: [4], 3: [4], 4: []}, 1)\n[1, 2, 3, 4]', "hidden": False, "locked": False},
                {"code": '>>> nx.to_numpy_array(roads).sum()\nnp.float64(16.0)', "hidden": True, "locked": False},
            ],
        },
    ],
}
