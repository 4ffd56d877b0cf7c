OK_FORMAT = True

test = {
    "name": "joined",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> joined.num_rows, sorted(joined.labels)\n(3, ['kind', 'legs', 'name', 'place', 'weight'])", "hidden": False, "locked": False},
                {"code": ">>> first_names.column('name').tolist()\n['Tom', 'Rex']", "hidden": True, "locked": False},
                {"code": ">>> first_names.row(0).item('name')\n'Tom'", "hidden": True, "locked": False},
            ],
        },
    ],
}
