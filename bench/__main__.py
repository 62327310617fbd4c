"""`make bench`: every claim about speed, as a ratio of two things measured in one run. Exit status 1 when one fails."""

import sys
from collections.abc import Callable
from importlib import import_module

from bench.result import Ratio

CLAIMS = (
    *("aggregation", "scoring", "pages", "complaints_lists", "records_import", "force_import", "reports"),
    *("compare_matrix", "compare_funnel", "robustness", "force_lists", "linked_tables", "training_import"),
    "api_values",
)
HEAD = "| claim | ratio | bound | | measured |\n|---|---|---|---|---|"


def claims_run(names: list[str]) -> list[Ratio]:
    print(HEAD, flush=True)
    results: list[Ratio] = []
    for name in names:
        run: Callable[[], Ratio | list[Ratio]] = import_module(f"bench.{name}").run
        found = run()
        for ratio in found if isinstance(found, list) else [found]:
            print(ratio.row(), flush=True)
            results.append(ratio)
    return results


if __name__ == "__main__":
    wanted = [name for name in CLAIMS if not sys.argv[1:] or name in sys.argv[1:]]
    sys.exit(not all(ratio.passed for ratio in claims_run(wanted)))
