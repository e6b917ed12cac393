"""The light form: a call that a young person had on their own, in three fields and done, by keyboard alone.

Whatever needs more (somebody was there, it fell away) goes into the full form, occasion_form.py.
"""

from dataclasses import replace

from ...core.clock import local
from ...core.labels import choices
from ...core.text import _
from ...domain.family_time import FamilyTimeKind, Occasion, OccasionState, ProtectedVisitor, SupportLevel
from ...domain.occasion_start import CALLS
from ...domain.occasion_validation import problems_in_occasion
from ...domain.own_words import HowGiven
from ..widgets.fields import Field, Heading, Row
from ..widgets.form import Form
from ..widgets.records import Offered, RecordKind
from .common import FamilyTime, Helpers, whom_field, with_whom
from .filling import Filling
from .occasion_form import together_field

ENTRY = "call"


def call_kind(family_time: FamilyTime, helpers: Helpers, filling: Filling, may_write: bool) -> RecordKind:
    """Return the form of a call on their own. It is an occasion like all others, and stands in their list.

    It is not signed as it is saved: what is quick to write stays one key, and waits on Today like other entries.
    """
    return RecordKind(
        noun="family_time",
        entry=ENTRY,
        title=_("Calls"),
        icon="calendar-heart",
        add=_("Add a call"),
        empty="",
        name=lambda o: o.with_whom,
        items=_items(),
        rows=(Row("kind", "planned_at"),),
        blank=lambda who: Occasion(
            young_person_id=who,
            person_id="",
            with_whom="",
            kind=FamilyTimeKind.PHONE,
            state=OccasionState.HAPPENED,
            level=SupportLevel.UNSUPPORTED,
            planned_at=helpers.now(),
        ),
        load=lambda _who: (),
        save=family_time.save_occasion,
        save_with=lambda call, values: family_time.save_occasion(call, together=bool(values["together"])),
        beside=(together_field(),),
        begun=filling.begin,
        offers={"person_id": helpers.family, "arrangement_id": filling.arranged},
        complete=completed,
        check=lambda call: problems_in_occasion(call, helpers.clock.now()),
        fit=_fit,
        may_write=may_write,
    )


def _items() -> tuple[Field | Heading, ...]:
    calls = tuple((key, words) for key, words in choices(FamilyTimeKind) if key in CALLS)
    return (
        whom_field(_("Who with")),
        Field("what_they_did", _("How it was, in a line"), optional=True),
        Field(
            "own_view",
            _("What the young person says"),
            "voice",
            rows=1,
            hint=_("Word for word, as they said it."),
            optional=True,
        ),
        Field("kind", _("Kind"), "segments", choices=calls),
        Field("planned_at", _("When"), "datetime"),
        Field("expected_at", _("When it was expected"), "datetime", optional=True, read_only=True),
        Field("arrangement_id", _("Which arrangement it belongs to"), "choice", optional=True),
        Field(
            "protected",
            _("Is it a protected visit?"),
            "choice",
            choices=choices(ProtectedVisitor),
            optional=True,
        ),
    )


def completed(call: Occasion, offered: Offered) -> Occasion:
    """Write the name beside whoever was chosen, and that the young person said what stands in honey.

    A call of another day is no answer to what is expected today.
    """
    named: Occasion = with_whom(call, offered)
    if named.expected_at and local(named.expected_at).date() != local(named.planned_at).date():
        named = replace(named, arrangement_id="", expected_at=None)
    return replace(named, own_view_how=HowGiven.SAID if named.own_view else HowGiven.NOT_ASKED)


def _fit(form: Form) -> None:
    """Ask for three things; of a call with somebody who is protected only who and when."""
    values = form.values()
    private = values["protected"] not in ("", ProtectedVisitor.NO)
    for name in ("what_they_did", "own_view"):
        form.show_fields(not private or not form.editor(name).is_empty(), name)
    form.show_fields(private, "protected")
    form.show_fields(False, "arrangement_id")
    form.show_fields(values["expected_at"] is not None, "expected_at")
    form.show_fields(bool(form.row("together").error or values["together"] is not None), "together")
