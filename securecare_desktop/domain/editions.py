"""Which packs there are and how a copy leaves the program.

Apart from packs.py, so that the doors can name them without loading every record a pack is made of.
"""

from enum import StrEnum


class Edition(StrEnum):
    """Who a pack is for, which decides what is in it. The value is also the word on the command line."""

    INCOMING_WORKER = "incoming-worker"
    YOUNG_PERSON = "young-person"


class HandedOut(StrEnum):
    """How a copy left the program."""

    PRINTED = "printed"
    SAVED = "saved"
