"""Long lists in pages that stay right while rows come and go."""

from rest_framework import pagination


class CursorPagination(pagination.CursorPagination):
    """Oldest first by id (ids are ordered by time), 50 a page, at most 200 by `page_size`."""

    ordering = "id"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
