"""`python -m benchmarks [ROW ...]`: measure the rows whose id starts so (all without any), print and keep them."""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from .measure import HEADING, Result
from .rows_audit import check_million, per_save
from .rows_clocks import recompute_40
from .rows_compare import compare
from .rows_editor import keypress_p95
from .rows_family import expected_year, month_10k
from .rows_import import import_10k_rows, import_memory
from .rows_packs import pages_per_second
from .rows_plans import open_30_versions
from .rows_sign_in import open_ten_year_store, switch_user, wrong_against_right
from .rows_startup import sign_in_window, today_after_password
from .rows_store import open_young_person_flat, save_contact_record
from .rows_today import first_paint, flat_in_history

ROWS: dict[str, Callable[[Path], Result]] = {
    "startup.sign_in_window": sign_in_window,
    "startup.today_after_password": today_after_password,
    "save.contact_record": save_contact_record,
    "open.young_person_flat": open_young_person_flat,
    "pack.pages_per_second": pages_per_second,
    "switch.user": switch_user,
    "open.ten_year_store": open_ten_year_store,
    "sign_in.wrong_against_right": wrong_against_right,
    "audit.per_save": per_save,
    "audit.check_million": check_million,
    "editor.keypress_p95": keypress_p95,
    "plan.compare": compare,
    "plan.open_30_versions": open_30_versions,
    "family_time.expected_year": expected_year,
    "family_time.month_10k": month_10k,
    "import.10k_rows": import_10k_rows,
    "import.10k_rows_memory": import_memory,
    "today.first_paint": first_paint,
    "today.flat_in_history": flat_in_history,
    "clocks.recompute_40": recompute_40,
}
OUT = Path("build/bench.json")


def main(wanted: list[str]) -> int:
    """Measure and return the exit code: 1 when a limit was missed or no row is called so."""
    chosen = {i: row for i, row in ROWS.items() if not wanted or any(i.startswith(w) for w in wanted)}
    if not chosen:
        sys.stderr.write(f"No row starts so. There are: {', '.join(ROWS)}\n")
        return 1
    results = []
    print(HEADING, flush=True)
    for row in chosen.values():
        with tempfile.TemporaryDirectory() as folder:
            results.append(row(Path(folder)))
        print(results[-1].line(), flush=True)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([r.as_json() for r in results], indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0 if all(r.ok for r in results) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
