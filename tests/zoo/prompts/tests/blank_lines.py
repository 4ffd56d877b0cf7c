OK_FORMAT = True

test = {'name': 'blank_lines',
 'points': 1,
 'suites': [{'cases': [{'code': ">>> shout('hi')\nHI\n<BLANKLINE>\n!!!", 'hidden': False, 'locked': False},
                       {'code': ">>> shout('a b') # doctest: +NORMALIZE_WHITESPACE\nA   B\n<BLANKLINE>\n!!!",
                        'hidden': True,
                        'locked': False}],
             'scored': True,
             'setup': '',
             'teardown': '',
             'type': 'doctest'}]}
