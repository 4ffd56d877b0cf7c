OK_FORMAT = True

test = {'name': 'nested_comprehension',
 'points': 1,
 'suites': [{'cases': [{'code': '>>> img = np.zeros((3, 3)); img[0, 1] = img[2, 2] = 1\n'
                                '>>> pixel_pairs(img)\n'
                                '[(0, 1), (2, 2)]',
                        'hidden': False,
                        'locked': False},
                       {'code': '>>> sum(a * b for a, b in pixel_pairs(np.ones((2, 3))))\n3',
                        'hidden': True,
                        'locked': False}],
             'scored': True,
             'setup': '',
             'teardown': '',
             'type': 'doctest'}]}
