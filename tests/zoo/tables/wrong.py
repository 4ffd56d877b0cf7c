births = early = names = by_kind = pivoted = joined = first_names = sample = Table().with_columns("a", make_array(1))
largest, proportions, statistics, interval, doubled = 5, make_array(2, 2), make_array(), make_array(5, 4), make_array()
fitted_value = lambda *a: 0
total = lambda *a: None
one_statistic = lambda: 1000
