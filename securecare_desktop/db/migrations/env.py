"""What alembic runs around the migrations: the open connection it is handed, and the tables as they are now.

The connection comes from db/upgrade.py, which has begun the one transaction that all migrations share.
"""

from alembic import context

from securecare_desktop.db import audit, repositories, search  # noqa: F401 - they declare the tables
from securecare_desktop.db.base import Base


def _include_name(name: str | None, kind: str, parents: object) -> bool:
    """Leave out the tables that FTS5 keeps for itself."""
    return not (kind == "table" and name is not None and name.startswith("search_text"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    include_name=_include_name,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
