"""Command for other machines: a worker of a Dask scheduler."""

from typing import Annotated

import typer

from autograder.cli.console import CpusOption, JobsOption, MemoryOption, NiceOption, errors
from autograder.errors import UsageError
from autograder.grading import fair
from autograder.grading.far import serve


def worker(
    scheduler: Annotated[str, typer.Argument(help="dask://HOST:PORT, or tls://HOST:PORT with Dask's certificates.")],
    jobs: JobsOption = 0,
    host: Annotated[
        str,
        typer.Option("--host", help="The address to listen on; else the one from which the scheduler is reached."),
    ] = "",
    nice: NiceOption = False,
    cpus: CpusOption = 0,
    memory: MemoryOption = 0.0,
) -> None:
    """Judge on this machine what `grade --executor` sends to a Dask scheduler.

    Who reaches the scheduler or a worker can run programs on all of them: use a network of machines that you trust, or
    tls://. docs/many-machines.md has Slurm and Kubernetes.
    """
    budget = fair.share(nice, cpus, memory)
    try:
        serve(
            scheduler,
            jobs,
            host,
            budget,
            lambda text: errors.print(text, highlight=False, markup=False, soft_wrap=True),
        )
    except ImportError:
        raise UsageError("dask.distributed is not installed here; pip install 'judged-notebooks[cluster]'") from None
