"""What the form of one occasion asks, and what of it fits what became of the occasion.

How a new one is filled in from what is expected or was last time stands in filling.py.
"""

from ...core.labels import choices
from ...core.text import _
from ...domain.family_time import FamilyTimeKind, OccasionState, ProtectedVisitor, SupportLevel, WhoseDoing
from ...domain.occasion_validation import FELL_AWAY, OBSERVED, TOOK_PLACE
from ..widgets.fields import Field, Heading, Row
from ..widgets.form import Form
from .common import whom_field

S = OccasionState
_ALWAYS = ("person_id", "kind", "state", "planned_at", "protected", "arrangement_id")
_TOLD = ("told_by", "told_at", "told_how")
_FITS: dict[OccasionState, frozenset[str]] = {
    S.PLANNED: frozenset({"place", "level", "supervisor"}),
    S.HAPPENED: frozenset({"own_view", *OBSERVED, "started_at", "ended_at", "place", "level", "supervisor"}),
    S.CUT_SHORT: frozenset(
        {
            "why",
            "whose_doing",
            "own_view",
            *OBSERVED,
            "started_at",
            "ended_at",
            "place",
            "level",
            "supervisor",
        }
    ),
    S.CANCELLED: frozenset(
        {"cancelled_by", "heard_at", "whose_doing", "why", *_TOLD, "own_view", "instead_at"}
    ),
    S.DID_NOT_COME: frozenset({"heard_at", "whose_doing", "why", *_TOLD, "own_view", "instead_at"}),
    S.OFFERED_AND_DECLINED: frozenset({"own_view", "instead_at"}),
    S.NOT_REACHED: frozenset({"why", "own_view", "instead_at"}),
}
"""What is asked for each state; a field with words in it is shown all the same, so that nothing is out of sight."""
_FITTED = frozenset().union(*_FITS.values())
_NEVER_EMPTY = frozenset({"level", "whose_doing"})
_NOT_PRIVATE = frozenset({*OBSERVED, "level", "supervisor"})


def occasion_items() -> tuple[Field | Heading, ...]:
    """Return the fields of an occasion in the order of the form."""
    return (
        whom_field(_("Who with")),
        Field("kind", _("Kind"), "choice", choices=choices(FamilyTimeKind)),
        Field("state", _("What happened"), "choice", choices=choices(OccasionState)),
        Field("planned_at", _("When"), "datetime"),
        Field("expected_at", _("When it was expected"), "datetime", optional=True, read_only=True),
        Field("cancelled_by", _("Cancelled by"), may_wait=True),
        Field("heard_at", _("When we heard"), "datetime", optional=True),
        Field("whose_doing", _("Whose doing it was"), "choice", choices=choices(WhoseDoing)),
        Field("why", _("Why, in plain words"), "text", rows=2, may_wait=True),
        Field("told_by", _("Who told the young person"), "suggest", may_wait=True),
        Field("told_at", _("When"), "datetime", may_wait=True),
        Field("told_how", _("How they were told"), optional=True),
        Field("own_view", _("What the young person says"), "own_words", optional=True),
        Field("instead_at", _("When it will be instead"), "datetime", optional=True),
        Heading(_("What we saw"), _("What you saw and heard. A short call needs none of this.")),
        Field("what_they_did", _("What they did together"), "text", rows=2, optional=True),
        Field("warm_moments", _("Warm moments"), "text", rows=2, optional=True),
        Field("before", _("How the young person was before"), "text", rows=2, optional=True),
        Field("arrival", _("How they met"), "text", rows=2, optional=True),
        Field(
            "what_was_said",
            _("What was said that matters"),
            "text",
            rows=2,
            hint=_("Word for word where you can."),
            optional=True,
        ),
        Field("worries", _("What worried anybody"), "text", rows=2, optional=True),
        Field("what_was_done", _("What was done about it"), "text", rows=2, optional=True),
        Field("ending", _("How it ended"), "text", rows=2, optional=True),
        Field("afterwards", _("How the young person was afterwards"), "text", rows=2, optional=True),
        Field("next_day", _("And the next day"), "text", rows=2, optional=True),
        Field("family_view", _("What the family says"), "text", rows=2, optional=True),
        Heading(_("What we make of it"), _("Your opinion, kept apart from what you saw.")),
        Field("opinion", _("What you make of it"), "text", rows=2, optional=True),
        Heading(_("Time and place")),
        Field("started_at", _("Began"), "datetime", optional=True),
        Field("ended_at", _("Ended"), "datetime", optional=True),
        Field("place", _("Place"), optional=True),
        Field("level", _("How much an adult was there"), "choice", choices=choices(SupportLevel)),
        Field("supervisor", _("Which adult"), "suggest", optional=True),
        Field(
            "protected",
            _("Is it a protected visit?"),
            "choice",
            choices=choices(ProtectedVisitor),
            hint=_("Private and never limited: only who, when and where are written down."),
        ),
        Field("arrangement_id", _("Which arrangement it belongs to"), "choice", optional=True),
    )


def together_field() -> Field:
    """Return what is asked where something else took place at the same time; the service asks for it."""
    return Field("together", _("Are both right?"), "yes_no", optional=True)


OCCASION_ROWS = (
    Row("kind", "state"),
    Row("cancelled_by", "heard_at"),
    Row("told_by", "told_at"),
    Row("started_at", "ended_at"),
    Row("place", "level"),
)


def fit_occasion(form: Form) -> None:
    """Show what fits what became of it and whether it is private, and whatever holds words already."""
    values = form.values()
    state = OccasionState(values["state"] or OccasionState.PLANNED)
    private = values["protected"] not in ("", ProtectedVisitor.NO)
    fits = set(_FITS[state])
    if private:
        fits -= _NOT_PRIVATE | ({"own_view"} if state in TOOK_PLACE else set())
    holds = {name for name in _FITTED - _NEVER_EMPTY if not form.editor(name).is_empty()}
    form.show_fields(True, *_ALWAYS, *(fits | holds))
    form.show_fields(False, *(_FITTED - fits - holds))
    form.show_fields(values["expected_at"] is not None, "expected_at")
    asked = form.row("together").error or values["together"] is not None
    form.show_fields(bool(asked), "together")
    _name(form, state)


def _name(form: Form, state: OccasionState) -> None:
    """Ask in the words of the state, and say that behaviour is no ground where something fell away."""
    why = {
        S.CUT_SHORT: _("Why it was cut short"),
        S.DID_NOT_COME: _("The reason they gave, in plain words"),
        S.NOT_REACHED: _("What was tried"),
    }
    again = {
        S.OFFERED_AND_DECLINED: _("When it is offered again"),
        S.NOT_REACHED: _("When it is tried again"),
    }
    form.row("why").rename(why.get(state, _("Why, in plain words")))
    form.row("instead_at").rename(again.get(state, _("When it will be instead")))
    note = _("Behaviour is never a ground to cancel.") if state in FELL_AWAY else ""
    form.row("instead_at").show_note(note)
