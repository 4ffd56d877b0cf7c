OK_FORMAT = True

test = {'name': 'series_shown',
 'points': 1,
 'suites': [{'cases': [{'code': '>>> scores\na    3\nb    1\nc    2\nName: score, dtype: int64',
                        'hidden': False,
                        'locked': False},
                       {'code': ">>> list(scores.sort_values().index)\n['b', 'c', 'a']\n>>> scores.idxmax()\n'a'",
                        'hidden': True,
                        'locked': False}],
             'scored': True,
             'setup': '',
             'teardown': '',
             'type': 'doctest'}]}
