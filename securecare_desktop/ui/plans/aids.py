"""A session with a communication aid, such as Talking Mats: how it is shown, its form with the board, and its photo."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from ...core.clock import Clock
from ...core.text import _, day_short
from ...domain.communication_aids import AidSession, Picture
from ...domain.plan_validation import problems_in_session
from ..widgets.board import BOARD, LINES, BoardEditor
from ..widgets.card import VoiceBand
from ..widgets.fields import Field, Row
from ..widgets.form import Form
from ..widgets.picture import KIND as PICTURE
from ..widgets.picture import MEDIA_TYPE
from ..widgets.record_kinds import PartLine, RecordAct, RecordPart
from ..widgets.records import RecordKind
from ..widgets.rows import Facts, Note
from .aid_board import PlacedBoard
from .said import icon_line

PHOTO = "photo"
"""The key of the act that adds a photo."""


class Aids(Protocol):
    """What this needs of the communication-aids service."""

    def sessions(self, young_person_id: str, /) -> tuple[AidSession, ...]:
        """Return all sessions, newest first."""
        ...

    def save(self, session: AidSession, media_type: str = "", data: bytes = b"", /) -> Any:
        """Save what a session showed, with `data` together with its photo."""
        ...

    def picture(self, session_id: str, /) -> Picture | None:
        """Return the newest photo of a session, or None."""
        ...

    def add_picture(self, session_id: str, media_type: str, data: bytes, /) -> Any:
        """Keep a photo of a session."""
        ...


def session_notes(session: AidSession, today: date) -> tuple[Note, ...]:
    """Return when a session was, with what, and who led it."""
    made = [Note("calendar", day_short(session.on, today))]
    if session.aid:
        made.append(Note("message-square-reply", session.aid))
    if session.led_by:
        made.append(Note("user-round", session.led_by))
    if session.others_there:
        made.append(Note("users", session.others_there))
    return tuple(made)


def session_body(session: AidSession, name: str) -> Iterator[QWidget]:
    """Yield the board, what the young person said, and what follows from it."""
    if session.placed:
        yield PlacedBoard(session)
    if session.own_words.strip():
        yield VoiceBand(session.own_words, title=_("{name}’s words").format(name=name))
    if session.what_follows:
        yield Facts(((_("What follows from it"), session.what_follows),), label_width=176)
    if not session.agreed_photo:
        yield icon_line("eye-off", _("No photo was agreed with {name}.").format(name=name), "caption")


def session_kind(aids: Aids, clock: Clock, may_write: bool) -> RecordKind:
    """Return the form of a session, with its photo under it."""

    def fit(form: Form) -> None:
        board = form.editor("placed")
        assert isinstance(board, BoardEditor)
        values = form.values()
        board.set_places(tuple(values["scale"]))
        if "data" in values:
            form.show_fields(bool(values["agreed_photo"]), "data")

    def photo(session: AidSession) -> tuple[Picture, ...]:
        found = aids.picture(session.id) if session.agreed_photo else None
        return (found,) if found is not None else ()

    return RecordKind(
        noun="plans",
        entry="aid_session",
        title=_("Sessions with a communication aid"),
        icon="message-square-reply",
        add=_("Add a session"),
        empty=_("No sessions yet. Write here what was talked about, and where each thing was put."),
        name=lambda session: session.topic,
        when=lambda session: day_short(session.on, clock.today()),
        items=(
            Field("topic", _("Topic"), hint=_("“How school is going”, “Where I want to live”.")),
            Field("on", _("On"), "date"),
            Field("led_by", _("Who led it"), optional=True),
            Field("aid", _("What was used"), "suggest", optional=True, choices=_aids(),
                  hint=_("Talking Mats, or their own pictures or objects. Only the words are kept here.")),
            Field("others_there", _("Who else was there"), optional=True),
            Field("scale", _("The places, from left to right"), LINES, rows=3, hint=_("One on each line.")),
            Field("placed", _("What was put where"), BOARD, optional=True,
                  hint=_("Write an option and add it, then move it with the arrow keys or drag it to its place.")),
            Field("own_words", _("What they said"), "voice", rows=2, optional=True),
            Field("what_follows", _("What follows from it"), "text", rows=2, optional=True),
            Field("agreed_photo", _("Did they agree to a photo?"), "yes_no"),
        ),
        rows=(Row("on", "led_by"), Row("aid", "others_there")),
        blank=lambda who: AidSession(young_person_id=who, on=clock.today(), topic=""),
        load=aids.sessions,
        save=aids.save,
        beside=(_photo_field(optional=True),),
        save_with=lambda session, values: aids.save(session, MEDIA_TYPE, values["data"]),
        check=lambda session: problems_in_session(session, clock.today()),
        fit=fit,
        parts=(
            RecordPart(
                title=_("Photo"),
                icon="eye",
                empty=_("No photo. One can be added where they agreed to it."),
                load=photo,
                line=lambda picture: PartLine(_("What was put where, as a photo"), picture=picture.data),
                add=photo_act(aids),
            ),
        ),
        may_write=may_write,
    )  # fmt: skip


def _aids() -> tuple[tuple[str, str], ...]:
    return ((_("Talking Mats"), ""), (_("Their own pictures"), ""), (_("Objects"), ""))


def _photo_field(*, optional: bool = False) -> Field:
    return Field(
        "data",
        _("The photo"),
        PICTURE,
        hint=_("The file stays where it is. Delete it there when it is not needed any more."),
        optional=optional,
    )


def photo_act(aids: Aids) -> RecordAct:
    """Return what adds a photo to a session that the young person agreed to have one of."""

    def run(session: AidSession, values: Mapping[str, Any]) -> Any:
        return aids.add_picture(session.id, MEDIA_TYPE, values["data"] or b"")

    return RecordAct(
        key=PHOTO,
        text=_("Add a photo"),
        icon="plus",
        run=run,
        applies=lambda session: session.agreed_photo,
        items=(_photo_field(),),
        said=_("The photo is kept."),
        button=_("Keep the photo"),
        stays=True,
        once=True,
    )  # fmt: skip
