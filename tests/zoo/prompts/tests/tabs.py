OK_FORMAT = True

test = {'name': 'tabs',
 'points': 2,
 'suites': [{'cases': [{'code': '>>> def error(n):\n'
                                '...\ttry:\n'
                                '...\t\tx = sparsify(n)\n'
                                '...\texcept AssertionError:\n'
                                '...\t\treturn True\n'
                                '...\texcept:\n'
                                '...\t\treturn False\n'
                                '...\telse:\n'
                                '...\t\treturn x\n'
                                '>>> error({"A": {"B": 1}, "B": {"c": 2}})\n'
                                'True',
                        'hidden': False,
                        'locked': False},
                       {'code': '>>> sparsify({"A": {"B": 1}, "B": {}})\n[[0, 1], [0, 0]]',
                        'hidden': True,
                        'locked': False}],
             'scored': True,
             'setup': '',
             'teardown': '',
             'type': 'doctest'}]}
