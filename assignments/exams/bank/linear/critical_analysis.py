# %% [raw]
# # BEGIN QUESTION
# name: critical_analysis
# type: rubric
# points: 6
# title: Critical analysis
# topics: [T2.8, T0.2]
# lines: 10
# rubric:
#   - name: first threat
#     points: 2
#     hint: A threat that the report itself shows (the solution lists them) and why it weakens the claim. 1 point without the reason.
#   - name: second threat
#     points: 2
#     hint: As the first, and independent of it. 0 if it is the first in other words.
#   - name: experiment
#     points: 2
#     hint: One experiment whose result would decide whether the claim holds, with what is compared. 1 point if it addresses a threat but would not decide.
# %% tags=["variant"]
METRICS = ("accuracy", "F1 score", "mean average precision", "top-5 accuracy")


def variant(rng):
    paper = int(rng.integers(146, 187)) / 2
    gain = int(rng.integers(2, 7)) / 2
    return {
        "metric": str(rng.choice(METRICS)),
        "paper": paper,
        "paper_base": paper - gain - int(rng.integers(0, 4)) / 2,
        "ours": (ours := paper - int(rng.integers(0, 17)) / 2),
        "base": ours - gain,
        "seeds": int(rng.choice([1, 5])),
        "spread": int(rng.integers(1, 7)) / 2,
        "tuned": bool(rng.integers(2)),
        "chosen_on": str(rng.choice(["validation", "test"])),
    }


def threats(v):
    found = []
    if v["seeds"] == 1:
        found.append("One seed: nothing is known about the spread between runs, so the difference may be chance.")
    elif v["spread"] >= v["ours"] - v["base"]:
        found.append("The difference between the methods is no larger than the standard deviation over the seeds.")
    if not v["tuned"]:
        found.append("The baseline was not tuned, the new method was: the gain may be that of the tuning.")
    if v["chosen_on"] == "test":
        found.append("The number of epochs was chosen on the test set: its result is too optimistic.")
    if v["paper"] - v["ours"] >= 3:
        found.append("The reproduction is well below the paper: implementation, data or training differ, and it is not known which.")
    return found


def accept(v):
    return 2 <= len(threats(v)) <= 3


def solution(v):
    listed = " ".join(f"({i}) {t}" for i, t in enumerate(threats(v), 1))
    return (
        f"Threats that the report shows: {listed} General ones (a single data set, a single metric) count as a second threat "
        "only. Experiment: both methods with the same tuning budget, at least five seeds each, settings chosen on validation "
        "data, one evaluation on the test set; compare the mean difference with its standard error."
    )


def difficulty(v):
    return 1.1 if len(threats(v)) == 2 else 1.0


# %% [markdown]
# A group reports on its reproduction of a paper:
#
# | {{ metric }}, in % | paper | reproduction |
# |---|---|---|
# | baseline | {{ paper_base | neat }} | {{ base | neat }}{{ " ± %s" % (spread | neat) if seeds > 1 }} |
# | new method | {{ paper | neat }} | {{ ours | neat }}{{ " ± %s" % (spread | neat) if seeds > 1 }} |
#
# “Each network was trained with {{ "one random seed" if seeds == 1 else "5 random seeds (mean ± standard deviation)" }}. For the new method we tried
# twelve settings; {{ "so we did for the baseline" if tuned else "for the baseline we took its published settings" }}. The number of
# epochs was chosen by the result on the {{ chosen_on }} set. Conclusion: our reproduction confirms that the new method is better
# than the baseline.”
#
# Name **two threats** to this conclusion that the report itself shows and say why they weaken it, and **one experiment** that
# would settle the matter.
# %% [raw]
# # END QUESTION
