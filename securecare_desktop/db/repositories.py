"""The repositories that an open work offers, one property a noun.

To add a noun: write its rows and its repository in db/<noun>.py, then a property here. This module is also
what migrations/env.py imports to know every table.
"""

from sqlalchemy.orm import Session


class Repositories:
    """What `work.<noun>` gives. Each is made when it is first asked for:

    @cached_property
    def promises(self) -> Promises:
        return Promises(self.session)
    """

    session: Session
