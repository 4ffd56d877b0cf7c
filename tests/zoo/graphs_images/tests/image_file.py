OK_FORMAT = True

test = {
    "name": "image_file",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> from PIL import Image\n>>> Image.open('red.png').size\n(6, 4)", "hidden": False, "locked": False},
            ],
        },
    ],
}
