OK_FORMAT = True

test = {'name': 'mocked_dice',
 'points': 1,
 'suites': [{'cases': [{'code': '>>> random.seed(5)\n'
                                '>>> rolls = [roll() for _ in range(20)]\n'
                                '>>> min(rolls) >= 1 and max(rolls) <= 6\n'
                                'True',
                        'hidden': False,
                        'locked': False},
                       {'code': '>>> random.seed(5)\n'
                                '>>> again = [roll() for _ in range(20)]\n'
                                '>>> random.seed(5)\n'
                                '>>> again == [random.randint(1, 6) for _ in range(20)]\n'
                                'True',
                        'hidden': True,
                        'locked': False}],
             'scored': True,
             'setup': '',
             'teardown': '',
             'type': 'doctest'}]}
