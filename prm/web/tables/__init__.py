"""Lists of rows that a person can search, filter, sort, turn pages of, save and take away as a file.

A page declares a `TableSpec` once. `read_table(SPEC, request, rows)` takes the state from the query string, so that
every state has an address; the template draws it with `{% data_table table %}`. Everything works without JavaScript,
which only spares the rest of the page from being loaded again.
"""

from prm.web.tables.reading import ReadTable, read_table
from prm.web.tables.spec import Choice, Column, Filter, TableSpec

__all__ = ["Choice", "Column", "Filter", "ReadTable", "TableSpec", "read_table"]
