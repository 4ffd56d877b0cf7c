OK_FORMAT = True

test = {'name': 'subclass_here',
 'points': 1,
 'suites': [{'cases': [{'code': '>>> class Loud(Queue):\n'
                                '...     def enqueue(self, x):\n'
                                '...         super().enqueue(str(x).upper())\n'
                                '>>> q = Loud()\n'
                                ">>> q.enqueue('x')\n"
                                '>>> q.front() == q.dequeue() == "X"\n'
                                'True',
                        'hidden': False,
                        'locked': False},
                       {'code': '>>> isinstance(Queue(), Queue), issubclass(Queue, object), Queue.__name__\n'
                                "(True, True, 'Queue')",
                        'hidden': True,
                        'locked': False}],
             'scored': True,
             'setup': '',
             'teardown': '',
             'type': 'doctest'}]}
