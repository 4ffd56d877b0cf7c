# /// solution
# why = "Goes on after eos."
# scores = { q5 = 4.5 }
# fails = { q5 = ["some beams end", "short against long", "no room, few tokens, large logits"] }
# misconception = { q5 = "T8.5/no_eos" }
# [[change]]
# question = "q5"
# old = "        done = [beam for beam in best if beam[0][-1] == eos]\n        live = [beam for beam in best if beam[0][-1] != eos]"
# new = "        live = best"
# ///
