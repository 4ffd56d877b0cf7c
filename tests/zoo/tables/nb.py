import numpy as np
from datascience import *

births = Table().with_columns("year", make_array(2000, 2001, 2002), "boys", make_array(10, 12, 14))
births = births.with_column("girls", births.column("boys") + 1)
largest = births.sort("boys", descending=True).column("year").item(0)
early = births.where("year", are.below(2002))
names = Table.read_table("names.csv")
by_kind = names.group("kind", np.mean)
pivoted = names.pivot("kind", "place", "weight", sum)
joined = names.join("kind", Table().with_columns("kind", make_array("cat", "dog"), "legs", make_array(4, 4)))
first_names = names.take(np.arange(2)).select("name")
sample = births.sample(100)
proportions = sample_proportions(50, make_array(0.5, 0.5))


def fitted_value(table, x, y, at):
    a, b = table.column(x), table.column(y)
    r = np.mean((a - np.mean(a)) / np.std(a) * (b - np.mean(b)) / np.std(b))
    slope = r * np.std(b) / np.std(a)
    return slope * at + np.mean(b) - slope * np.mean(a)


def total(table, label):
    return sum(table.column(label))


def one_statistic():
    return np.mean(births.sample().column("boys"))


statistics = make_array()
for _ in np.arange(20):
    statistics = np.append(statistics, one_statistic())
interval = make_array(percentile(2.5, statistics), percentile(97.5, statistics))
doubled = births.apply(lambda b: 2 * b, "boys")
