OK_FORMAT = True

test = {
    "name": "silenced",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> import sys, os\n>>> def blockPrint():\n...     sys.stdout = open(os.devnull, 'w')\n>>> def enablePrint():\n...     sys.stdout = sys.__stdout__\n>>> blockPrint()\n>>> assert summation(2, 4) == 9\n>>> assert summation(6, 1) == 0\n>>> enablePrint()", "hidden": False, "locked": False},
                {"code": ">>> import io, sys\n>>> old = sys.stdout\n>>> sys.stdout = io.StringIO()\n>>> value = summation(1, 3)\n>>> text = sys.stdout.getvalue()\n>>> sys.stdout = old\n>>> value, text\n(6, 'adding from 1 to 3\\n')", "hidden": True, "locked": False},
            ],
        },
    ],
}
