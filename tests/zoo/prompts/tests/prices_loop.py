OK_FORMAT = True

test = {'name': 'prices_loop',
 'points': 1,
 'suites': [{'cases': [{'code': '>>> for k in sorted(prices):\n'
                                '...     print(k, \'->\', f"{prices[k]:.2f}")\n'
                                'apple -> 1.50\n'
                                'pear -> 2.00',
                        'hidden': False,
                        'locked': False},
                       {'code': '>>> {k: v * 2 for k, v in prices.items()}\n'
                                "{'apple': 3.0, 'pear': 4.0}\n"
                                '>>> prices == dict(apple=1.5, pear=2)\n'
                                'True',
                        'hidden': True,
                        'locked': False}],
             'scored': True,
             'setup': '',
             'teardown': '',
             'type': 'doctest'}]}
