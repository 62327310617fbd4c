from tests.access.entry import Access

TABLE: dict[str, Access] = {}
