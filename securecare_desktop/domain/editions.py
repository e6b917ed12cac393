"""Which packs there are and how a copy leaves the program.

Apart from packs.py, so that the doors can name them without loading every record a pack is made of.
"""

from enum import StrEnum


class Edition(StrEnum):
    """Who a pack is for, which decides what is in it. The value is also the word on the command line."""

    INCOMING_WORKER = "incoming-worker"
    YOUNG_PERSON = "young-person"
    PLAN = "plan"
    PLAN_YOUNG_PERSON = "plan-young-person"
    PEOPLE_MAP = "people-map"
    PEOPLE_MAP_YOUNG_PERSON = "people-map-young-person"
    SHARED_OCCASION = "shared-occasion"
    STAY_RECORD = "stay-record"

    @property
    def is_theirs(self) -> bool:
        """Whether the copy is the young person's to keep: no marking, no copy number, no day to destroy it."""
        return self in (Edition.YOUNG_PERSON, Edition.PLAN_YOUNG_PERSON, Edition.PEOPLE_MAP_YOUNG_PERSON)

    @property
    def is_plan(self) -> bool:
        """Whether it is the plan by itself, also where no worker changes."""
        return self in (Edition.PLAN, Edition.PLAN_YOUNG_PERSON)

    @property
    def is_map(self) -> bool:
        """Whether it is the map of people by itself."""
        return self in (Edition.PEOPLE_MAP, Edition.PEOPLE_MAP_YOUNG_PERSON)

    @property
    def is_stay(self) -> bool:
        """Whether it is the record of a stay that the law asks for."""
        return self is Edition.STAY_RECORD

    @property
    def is_shared(self) -> bool:
        """Whether it is what somebody of the family is given about one occasion: theirs to keep, without marking."""
        return self is Edition.SHARED_OCCASION


class HandedOut(StrEnum):
    """How a copy left the program."""

    PRINTED = "printed"
    SAVED = "saved"
