OK_FORMAT = True

test = {
    "name": "image_as_argument",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> from PIL import Image\n>>> flip(Image.fromarray(np.array([[1, 2]], dtype=np.uint8))).getpixel((0, 0))\n2', "hidden": False, "locked": False},
                {"code": '>>> np.array(invert(grey))[0, 0]\nnp.uint8(255)', "hidden": True, "locked": False},
                {"code": '>>> list(flip(red).getpixel((5, 0)))\n[0, 0, 255]', "hidden": True, "locked": False},
            ],
        },
    ],
}
