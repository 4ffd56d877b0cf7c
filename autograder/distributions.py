"""What holds a module: the name by which it is imported, and the name by which it is installed."""

import re
from collections.abc import Iterable

# The distribution of a module that courses import. Only these are put into a command: a name that a student made up
# may be anybody's package.
COMMON = """
altair babypandas bokeh datascience einops folium gensim geopandas gymnasium h5py imageio ipywidgets jax joblib keras
lightgbm matplotlib networkx nltk numba numpy pandas plotly polars pyarrow pymc requests scipy seaborn spacy sqlalchemy
statsmodels sympy tensorflow tokenizers torch torchaudio torchvision tqdm transformers xarray xgboost
"""
DISTRIBUTIONS = {name: name for name in COMMON.split()} | {
    "Bio": "biopython", "PIL": "pillow", "bs4": "beautifulsoup4", "cv2": "opencv-python-headless",
    "dateutil": "python-dateutil", "sklearn": "scikit-learn", "skimage": "scikit-image", "yaml": "pyyaml",
}  # fmt: skip


def canonical(name: str) -> str:
    """A distribution's name as indexes compare it.

    >>> canonical("Scikit_Learn")
    'scikit-learn'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def distribution(module: str) -> str:
    """What most likely holds a module."""
    return DISTRIBUTIONS.get(module, canonical(module))


def tops(modules: Iterable[str]) -> list[str]:
    """The packages that modules lie in."""
    return list(dict.fromkeys(name.split(".")[0] for name in modules))
