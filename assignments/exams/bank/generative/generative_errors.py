# %% [raw]
# # BEGIN QUESTION
# name: generative_errors
# type: text
# points: 6
# title: Find the error (generative models)
# topics: [T10.1, T10.2, T10.3, T10.4, T10.5]
# lines: 6
# %% tags=["variant"]
CASES = {
    "mask": (
        "They train a PixelCNN of {n} layers on binary images. All its layers have mask B.",
        "After the first epoch the loss is {low}/1000 bits per pixel; the images that they draw are noise.",
        "With mask B in the first layer each pixel sees itself, and the network copies it. The first layer needs mask A.",
    ),
    "sigma": (
        "The encoder of their VAE gives $\\mu$ and $\\ell = \\log\\sigma^2$. They draw $z = \\mu + e^{{\\ell}}\\varepsilon$ and take "
        "$\\tfrac12\\sum(e^\\ell + \\mu^2 - 1 - \\ell)$ as KL term.",
        "Images of the training set come back well. For $z$ from the prior, {high} % of the images are blurred mixtures.",
        "The draw uses the variance as standard deviation: σ = exp(½ℓ). So the law that is drawn from and the one whose divergence is "
        "paid for differ. Draw with exp(½ℓ).",
    ),
    "mean": (
        "Their VAE has images of {n}×{n} pixels. The reconstruction loss is the **mean** of the cross-entropies over the pixels, the KL term "
        "the sum over {k} latent numbers.",
        "All images that they reconstruct look alike, whatever the input; the KL term is {low}/10000.",
        "The mean divides the reconstruction by the number of pixels, so that the KL term outweighs it and the code says nothing. "
        "Sum over pixels, as the bound does (or divide both).",
    ),
    "det": (
        "They train a flow by maximising $\\log p_z(f(x))$ on {n} thousand images.",
        "After {k} epochs all images are mapped to points near 0; the images that they draw are noise.",
        "Without the log-determinant the flow wins by shrinking everything to the mode of the prior. Add log|det ∂f/∂x|.",
    ),
    "detach": (
        "In each step of their GAN, they compute the discriminator's loss on real and generated images, call `backward()`, and then step the "
        "optimizers of **both** networks; a second pass for the generator's loss follows.",
        "The discriminator is right in {high} % of the cases and stays there; the images get worse with every epoch.",
        "The discriminator's loss reaches the generator, which learns to be recognised. Detach the fakes in the discriminator's step and "
        "step its optimizer alone.",
    ),
    "codes": (
        "Their VQ-VAE has {n}·32 codes. The loss is the reconstruction's alone, with straight-through gradients.",
        "Of the codes {k} are in use after ten epochs, and the codes have not moved since the start.",
        "Straight-through gradients go to the encoder: the codes get none. Add the codebook's loss (or moving averages) and the commitment.",
    ),
}


def variant(rng):
    case, low = str(rng.choice(list(CASES))), int(rng.integers(2, 9))
    values = {"n": int(rng.integers(5, 17)), "k": int(rng.integers(4, 21)), "low": low, "high": int(rng.integers(80, 99))}
    told, seen, _ = CASES[case]
    return {"case": case, "told": told.format(**values), "seen": seen.format(**values)}


def solution(v):
    return f"2 points for the error, 2 for why it shows as it does, 2 for the repair. {CASES[v['case']][2]}"


# %% [markdown]
# Fellow students describe what they did: {{ told }}
#
# And what they saw: {{ seen }}
#
# **What** is the error, **why** does it show in this way, and **how** is it repaired?
# %% [raw]
# # END QUESTION
