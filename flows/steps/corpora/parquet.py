"""Corpora in Parquet files: the columns of the fields, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from flows.steps.corpora.options import CorpusOptions
from flows.steps.corpora.rows import Broken, CorpusRow, names_texts, row_of

MAGIC = b"PAR1"
_ROWS = 128
"""Rows in memory at once: a packed page may hold the same large text a thousand times."""
_BUFFER = 1 << 20


def rows(stream: BinaryIO, options: CorpusOptions, max_bytes: int) -> Iterator[CorpusRow]:
    """The rows of a Parquet file; raises Broken where it cannot be read, or holds no column of texts."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False, memory_map=False)
        names = file.schema_arrow.names
        asked = {*options.text, *options.title, *options.date, *options.source}
        wanted = [name for name in names if name in asked or name.strip().lower() in asked]
        if not names_texts(names, options):
            raise Broken(f"no column {', '.join(options.text)} among {', '.join(map(str, names[:20]))[:300]} (settings [corpora])")
        if len(set(names)) < len(names) and any(names.count(name) > 1 for name in wanted):
            raise Broken("two columns have the same name")
        number = 0
        for batch in file.iter_batches(batch_size=_ROWS, columns=wanted, use_threads=False):
            columns = {name: batch.column(i) for i, name in enumerate(batch.schema.names)}
            for i in range(batch.num_rows):
                number += 1
                yield row_of(number, {name: column[i].as_py() for name, column in columns.items()}, options, max_bytes)
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise Broken(f"it cannot be read as Parquet here: {' '.join(str(error).split())[:200]}") from None
