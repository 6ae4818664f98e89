"""Rows of a file in a temporary table, where the database can compare them with what is there."""

from collections.abc import Iterator

from django.db import connection
from django.db.backends.postgresql.psycopg_any import is_psycopg3, sql

from prm.imports.storing.columns import Staged, identifiers

STAGE = sql.Identifier("import_stage")


class BlockReader:
    """Blocks of text as the file that COPY wants to read."""

    def __init__(self, blocks: Iterator[str]) -> None:
        self._blocks = blocks

    def read(self, _size: int = -1) -> str:
        """The next block, whatever size was asked for; empty at the end."""
        return next(self._blocks, "")


def allow_time() -> None:
    """Let the statements of this transaction run longer than those of a page may."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '5min'")


def stage_rows(staged: Staged, blocks: Iterator[str]) -> None:
    """COPY blocks of rows (row number, id, fields) into the temporary table, which lasts until the commit."""
    types = {staged.column(key): staged.target.model_field(key).db_type(connection) for key in staged.fields}
    columns = [
        sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(kind or "text")) for column, kind in types.items()
    ]
    allow_time()
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.{}").format(STAGE))
        cursor.execute(
            sql.SQL("CREATE TEMP TABLE {} (row_number integer, id uuid, {}) ON COMMIT DROP").format(
                STAGE, sql.SQL(", ").join(columns)
            )
        )
        names = identifiers(["row_number", "id", *staged.columns])
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(STAGE, names)
        if is_psycopg3:
            with cursor.copy(statement) as copy:
                for block in blocks:
                    copy.write(block)
        else:
            cursor.copy_expert(statement, BlockReader(blocks), 1 << 20)
        cursor.execute(sql.SQL("ANALYZE {}").format(STAGE))


def unstage(rows: list[int]) -> int:
    """Take rows that a check rejected out of the temporary table; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DELETE FROM {} WHERE row_number = ANY (%s)").format(STAGE), [rows])
        return int(cursor.rowcount)
