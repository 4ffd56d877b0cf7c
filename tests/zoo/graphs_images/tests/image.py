OK_FORMAT = True

test = {
    "name": "image",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> red.size, red.mode, red.getpixel((0, 0)), red.getpixel((5, 3))\n((6, 4), 'RGB', (0, 0, 255), (255, 0, 0))", "hidden": False, "locked": False},
                {"code": '>>> half.size, half.width\n((3, 2), 3)', "hidden": True, "locked": False},
                {"code": ">>> from PIL import Image\n>>> isinstance(grey, Image.Image), grey.mode\n(True, 'L')", "hidden": True, "locked": False},
            ],
        },
    ],
}
