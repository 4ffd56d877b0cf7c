OK_FORMAT = True

test = {'name': 'tree_walk',
 'points': None,
 'suites': [{'cases': [{'code': '>>> root = insert_to_tree([10, 14, 8, 16, 13, 9, 20, 17, 19, 18])\n'
                                '>>> root.right.right.value + 3 == root.right.right.right.left.right.value\n'
                                'True\n'
                                '>>> max_height(root)\n'
                                '7',
                        'hidden': False,
                        'locked': False},
                       {'code': '>>> max_height(None)\n0', 'hidden': True, 'locked': False}],
             'scored': True,
             'setup': '',
             'teardown': '',
             'type': 'doctest'}]}
