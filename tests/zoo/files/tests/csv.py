OK_FORMAT = True

test = {
    "name": "csv",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> import pandas as pd\n>>> pd.read_csv('table.csv')['b'].tolist()\n[3, 4]", "hidden": False, "locked": False},
            ],
        },
    ],
}
