"""Names for records: 128-bit ids that sort by the moment they were made.

Made here and not by the store, so that a record, its audit event and its search entry can be written in
one go, and two PCs never make the same one.
"""

import os
import time


def new_id() -> str:
    """Return 32 hexadecimal digits: 48 bits of milliseconds since 1970, then 80 random bits."""
    return f"{time.time_ns() // 1_000_000:012x}{os.urandom(10).hex()}"
