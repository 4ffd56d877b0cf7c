# %% [raw]
# # BEGIN QUESTION
# name: project_report
# type: rubric
# points: 100
# title: Reproduction of a paper
# topics: [T0.1]
# lines: 40
# rubric:
#   - name: method
#     points: 30
#     hint: >-
#       Gate first: venue, no public code, at most two members; without it the project is not marked. The method is implemented and
#       described. 0: absent. 1/3: parts are missing or wrong. 2/3: complete, the description leaves questions. 1: complete, and a
#       reader could write it again. Two raters if their marks differ by more than one level.
#   - name: core result
#     points: 25
#     hint: >-
#       The paper's main result is reproduced, or its failure is explained with evidence. 0: no result. 1/3: a result without comparison.
#       2/3: compared with the paper, differences named. 1: reproduced, or the cause of the difference shown by an experiment. Check the
#       numbers of the README's table against a run.
#   - name: critical analysis
#     points: 20
#     hint: >-
#       0: absent. 1/3: repeats the paper's claims. 2/3: own view of what the claims rest on. 1: backed by own experiments: seeds, tuned
#       baselines, ablations.
#   - name: README
#     points: 15
#     hint: >-
#       5 points for presence, one each: setup, data, commands, table of results beside the paper's, contacts. 10 points for whether a
#       reader gets along: 0, 1/3, 2/3, 1.
#   - name: repository runs
#     points: 10
#     hint: >-
#       In a fresh environment: installs (3), the smoke test ends without an error (3), a fixed seed gives the same numbers twice (2),
#       licence (2).
# %% [markdown]
# Reproduce a paper that has **no** implementation and judge it.
#
# **Who.** Groups of two (or alone). Both members hand in this notebook, with the same text.
#
# **Which paper.** From ICLR, AACL, NeurIPS, ICML, CVPR, ECCV or a conference that the lecturer agrees to; nobody has published
# code for it. A project without these conditions is not marked, so have your choice confirmed in time.
#
# **What you deliver.** A public Git repository with the code and a detailed README: setup, data, the commands that produce each
# result, a table of your results beside the paper's, contacts of the members, a licence. A short run (smoke test) works in a fresh
# environment, with a fixed seed.
#
# **How it is marked.** Method implemented and described 30; core result reproduced, or its failure explained with evidence, 25;
# critical analysis 20; README 15; the repository runs 10. Each is judged as absent, partial, adequate or convincing.
#
# In the cell below: the paper (title, venue, year), the members, the address of the repository and the commit to be marked, and
# in at most 40 lines what you reproduced, what differs from the paper and why, and what you conclude about its claims.
# %% [raw]
# # END QUESTION
