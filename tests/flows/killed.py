"""Runs in processes that are quick to start and may be killed at any moment; imported by the server that forks them."""

from __future__ import annotations

import multiprocessing
import os
from multiprocessing.context import ForkServerProcess

from flows.cli import main
from transforms.knowledge import knowledge
from transforms.text.segmenter import word_class, words

knowledge()
words("园区")
word_class("园区")


def run(*arguments: str) -> None:
    """`parkhouse` with arguments, silent."""
    for descriptor in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
    main(list(arguments))


def started(*arguments: str) -> ForkServerProcess:
    """A process of its own that runs `parkhouse`."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    process = context.Process(target=run, args=arguments)
    process.start()
    return process
