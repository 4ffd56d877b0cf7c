# /// solution
# why = "Every selected token becomes the mask."
# scores = { q3 = 2 }
# fails = { q3 = ["random sentences", "on the border, none selected, all selected", "three tokens, two of them selected"] }
# misconception = { q3 = "T8.3/mask_always" }
# [[change]]
# question = "q3"
# old = "    read[select & (u < 0.8)] = mask_id\n    other = select & (u >= 0.8) & (u < 0.9)\n    read[other] = random_ids[other]\n"
# new = "    read[select] = mask_id\n"
# ///
