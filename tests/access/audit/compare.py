from tests.access.entry import Access

TABLE: dict[str, Access] = {
    "compare": Access(),
    "compare_csv": Access(),
    "compare_corps": Access(),
}
