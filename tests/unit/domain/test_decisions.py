"""The six acts around a decision: each is missing until it is written down."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from securecare_desktop.core.labels import label
from securecare_desktop.domain.decisions import Act, acts_missing
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.plans import Decision

TODAY = date(2026, 5, 14)
WHOLE = Decision(
    young_person_id="k", what="No phone at night", why="The order says so.", what_they_wanted="My phone.",
    wanted_how=HowGiven.SAID, how_it_counted="He has it until ten.", with_agreement=False,
    not_followed="His phone at night", not_followed_because="The order", explained_on=TODAY, explained_by="Femi",
    what_they_said="All right.", said_how=HowGiven.SAID, told_of_advocacy_on=TODAY,
)  # fmt: skip


@pytest.mark.parametrize(
    ("without", "missing"),
    [
        ({}, ()),
        ({"what_they_wanted": "", "wanted_how": HowGiven.NOT_ASKED}, (Act.ASKED,)),
        ({"what_they_wanted": "", "wanted_how": HowGiven.CHOSE_NOT_TO}, ()),
        ({"how_it_counted": " "}, (Act.WEIGHED,)),
        ({"why": ""}, (Act.GAVE_REASONS,)),
        ({"not_followed_because": ""}, (Act.GAVE_REASONS,)),
        ({"not_followed": "", "not_followed_because": "", "with_agreement": True}, ()),
        ({"explained_on": None}, (Act.EXPLAINED,)),
        ({"explained_by": ""}, (Act.EXPLAINED,)),
        ({"what_they_said": "", "said_how": HowGiven.NOT_ASKED}, (Act.HEARD,)),
        ({"what_they_said": "", "said_how": HowGiven.CHOSE_NOT_TO}, ()),
        ({"told_of_advocacy_on": None}, (Act.REMINDED,)),
    ],
)
def test_an_act_is_missing_until_it_is_written_down(
    without: dict[str, Any], missing: tuple[Act, ...]
) -> None:
    assert acts_missing(replace(WHOLE, **without)) == missing


def test_a_decision_of_which_only_the_words_stand_there_misses_all_of_them_and_each_has_words() -> None:
    assert acts_missing(Decision(young_person_id="k", what="A trip")) == tuple(Act)
    assert all(label(act) for act in Act)
