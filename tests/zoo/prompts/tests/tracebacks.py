OK_FORMAT = True

test = {'name': 'tracebacks',
 'points': 2,
 'suites': [{'cases': [{'code': '>>> sparsify({"A": {"B": 1}})\n'
                                'Traceback (most recent call last):\n'
                                '    ...\n'
                                'AssertionError: no such node',
                        'hidden': False,
                        'locked': False},
                       {'code': '>>> Queue().dequeue()\n'
                                'Traceback (most recent call last):\n'
                                'IndexError: pop from empty list',
                        'hidden': True,
                        'locked': False}],
             'scored': True,
             'setup': '',
             'teardown': '',
             'type': 'doctest'}]}
