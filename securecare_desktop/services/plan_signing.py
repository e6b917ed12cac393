"""Sharing a version of the plan with the young person, and the two signatures that make it the one that counts.

What has to be there first is domain/plan_signing's to say. The author signs first, then somebody else as manager.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, cast

from ..core.errors import Gone, InputError, PermissionRefused, Problem
from ..core.labels import label
from ..core.text import _
from ..domain.messages import Changed
from ..domain.permissions import Action
from ..domain.plan_signing import (
    digest_of,
    is_changed_since,
    problems_in_sharing,
    problems_in_signing,
    problems_in_signing_as_manager,
    problems_in_taking_back,
    problems_in_their_signature,
    shared,
    shared_in,
    signed_by_author,
    signed_by_manager,
    taken_back,
)
from ..domain.plans import Goal, PlanPart, PlanState, PlanVersion, Section
from .results import Saved
from .saving import tidied
from .session import Session
from .signatures import confirm_password

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "plans"
_SHARING = (
    "shared_on",
    "shared_how",
    "shared_by",
    "comments",
    "comments_how",
    "why_not_asked",
    "ask_again_on",
    "other_comments",
    "young_person_signed_on",
    "not_signed_because",
    "why",
)
"""What `share` writes; all else of a version comes from what is done with it."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything in a version, whole, whoever reads it: for what is signed, never for what is handed on."""

    version: PlanVersion
    parts: tuple[PlanPart, ...]
    goals: tuple[Goal, ...]

    @property
    def digest(self) -> str:
        """What the signatures are put under."""
        return digest_of(self.version, self.parts, self.goals)


class PlanSigning:
    """The part of PlansService that brings a version from a draft to the one that counts."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def share(self, version: PlanVersion, *, again: bool = False) -> Saved[PlanVersion]:
        """Write down that the young person was shown this version and what they say, or why not yet.

        Also puts right what was written about it before, until somebody signs; with `again` they were shown it once
        more, as it is now. Raises InputError for what is missing and for a version that is signed, EditConflict when
        somebody else wrote it first.
        """
        who = version.young_person_id
        with self._session.writing(Action.EDIT_PLAN, who) as work:
            stored = _own_version(work, version.id, who)
            if not stored.may_be_written_in:
                raise _input_error(_("This version is signed, so it stays as it is. Start a new one."))
            wanted = tidied(replace(stored, **{name: getattr(version, name) for name in _SHARING}))
            problems = problems_in_sharing(wanted, self._session.clock.today())
            if problems:
                raise InputError(problems)
            saved = work.plan_versions.save(replace(shared(wanted), version=version.version))
            if again and saved.shared_on == stored.shared_on:  # else the change of the day says so
                work.note(
                    "plan_shared", record_kind="plan_versions", record_id=version.id, young_person_id=who
                )
        return _saved(saved)

    def young_person_signed(self, version_id: str, on: date | None, because: str = "") -> Saved[PlanVersion]:
        """Write down when the young person signed a version themself, or why they did not; also when it counts."""
        who = self._young_person_of(version_id)
        with self._session.writing(Action.EDIT_PLAN, who) as work:
            stored = work.plan_versions.require(version_id)
            wanted = replace(stored, young_person_signed_on=on, not_signed_because="" if on else because)
            problems = problems_in_their_signature(wanted, self._session.clock.today())
            if problems:
                raise InputError(problems)
            saved = work.plan_versions.save(tidied(wanted))
        return _saved(saved)

    def sign(self, version_id: str, password: str = "", *, read: str = "") -> Saved[PlanVersion]:
        """Sign a version as its author: what is written in it stays as it is from now on.

        `read` is what `mark` gave for the version as it was read. Raises InputError (at "password") where the unit
        asks for the password and it is not this person's, InputError for what has to be there first, for somebody
        who does not see all of it and where it was changed since it was read, Gone.
        """
        who = self._young_person_of(version_id)
        confirm_password(self._session, Action.EDIT_PLAN, who, password)
        with self._session.writing(Action.EDIT_PLAN, who) as work:
            content = whole_content(work, version_id)
            problems = problems_in_signing(content.version, content.parts, content.goals)
            if problems:
                raise InputError(problems)
            _require_newest(work, content.version)
            _require_all_seen(work, content)
            _require_as_read(content, read)
            signed = signed_by_author(
                content.version, *self._signer(), self._session.clock.now(), content.digest
            )
            saved = work.plan_versions.save(signed)
        return _saved(saved)

    def sign_as_manager(self, version_id: str, password: str = "", *, read: str = "") -> Saved[PlanVersion]:
        """Sign a version as manager: from now on it is the one that counts, and the one before is kept as replaced.

        Raises as `sign` does, and InputError for whoever signed it as its author.
        """
        who = self._young_person_of(version_id)
        confirm_password(self._session, Action.APPROVE_PLAN, who, password)
        with self._session.writing(Action.APPROVE_PLAN, who) as work:
            content = whole_content(work, version_id)
            problems = problems_in_signing_as_manager(content.version, self._session.actor.id)
            if problems:
                raise InputError(problems)
            _require_newest(work, content.version)
            _require_all_seen(work, content)
            _require_as_read(content, read)
            if content.version.signed_digest != content.digest:
                raise _input_error(
                    _(
                        "This is not what the author signed any more. Open it again, so that they sign it anew."
                    )
                )
            for before in work.plan_versions.find(young_person_id=who, state=PlanState.CURRENT):
                work.plan_versions.save(replace(before, state=PlanState.SUPERSEDED))
            signed = signed_by_manager(content.version, *self._signer(), self._session.clock.now())
            saved = work.plan_versions.save(signed)
        return _saved(saved)

    def take_back(self, version_id: str, because: str) -> Saved[PlanVersion]:
        """Open a version again that its author has signed and no manager yet; the reason stays in the trail.

        Raises InputError without a reason, and for a version that is not signed or counts already,
        PermissionRefused for whoever neither signed it nor may sign as manager.
        """
        who = self._young_person_of(version_id)
        with self._session.writing(Action.EDIT_PLAN, who) as work:
            stored = work.plan_versions.require(version_id)
            signed_it = stored.author_id in ("", self._session.actor.id)
            if not signed_it and not self._session.may(Action.APPROVE_PLAN):
                raise PermissionRefused(
                    _("Somebody else signed this, so it is theirs to open again."),
                    _("Ask them or the unit manager."),
                )
            problems = problems_in_taking_back(stored, because)
            if problems:
                raise InputError(problems)
            saved = work.plan_versions.save(taken_back(stored))
            work.note(
                "plan_opened_again",
                record_kind="plan_versions",
                record_id=version_id,
                young_person_id=who,
                details={"because": because.strip()},
            )
        return _saved(saved)

    def mark(self, young_person_id: str, version_id: str) -> str:
        """Return a mark of all that is in a version now, for `sign`: it is another one when anything is changed."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            _own_version(work, version_id, young_person_id)
            return whole_content(work, version_id).digest

    def changed_since_shared(self, young_person_id: str, version_id: str) -> tuple[int, ...]:
        """Return the sections of a version that are not as the young person saw them, in order.

        A goal is of the section on goals. Nothing for a version that was not shared, or that counts. Raises Gone.
        """
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            version = _own_version(work, version_id, young_person_id)
            moment = shared_in(version, work.audit.each_event(record_id=version_id))
            if moment is None:
                return ()
            records: list[tuple[int, PlanPart | Goal]] = [
                (part.section, part) for part in work.plan_parts.find(plan_version_id=version_id)
            ]
            records += [(Section.GOALS, goal) for goal in work.goals.find(plan_version_id=version_id)]
            found = {
                int(section)
                for section, record in records
                if is_changed_since(version, moment, type(record), work.audit.each_event(record_id=record.id))
            }
        return tuple(sorted(found))

    # -- inside ---------------------------------------------------------------------------------------

    def _young_person_of(self, version_id: str) -> str:
        with self._session.reading() as work:
            young_person_id = work.plan_versions.plain(version_id, "young_person_id")
        if not young_person_id:
            raise gone()
        return young_person_id

    def _signer(self) -> tuple[str, str, str]:
        """Return who is signing, by id and name, and as what."""
        member = self._session.actor
        return member.id, member.name, member.job_title or label(member.role)


def whole_content(work: "Work", version_id: str) -> Content:
    """Return all that is in a version, whoever reads it. Raises Gone."""
    version = work.withholdings.whole("plan_versions", version_id)
    if version is None:
        raise gone()
    parts = (
        work.withholdings.whole("plan_parts", one) for one in work.plan_parts.ids(plan_version_id=version_id)
    )
    goals = (work.withholdings.whole("goals", one) for one in work.goals.ids(plan_version_id=version_id))
    return Content(
        cast(PlanVersion, version),
        cast("tuple[PlanPart, ...]", tuple(parts)),
        cast("tuple[Goal, ...]", tuple(goals)),
    )


def _require_newest(work: "Work", version: PlanVersion) -> None:
    """Raise InputError for a version with a newer one after it: older programs left some open."""
    if work.plan_versions.highest_number(version.young_person_id) > version.number:
        raise _input_error(_("A newer version has replaced this plan. Open the newer one and write there."))


def _require_all_seen(work: "Work", content: Content) -> None:
    """Raise InputError for somebody from whom a part of it is withheld: nobody signs what they cannot read."""
    about = content.version.young_person_id
    kinds = (("plan_versions", (content.version,)), ("plan_parts", content.parts), ("goals", content.goals))
    if all(work.sees_whole(kind, one.id, about) for kind, records in kinds for one in records):
        return
    raise _input_error(_("Part of this is not shown to you, so you cannot sign it. Ask the unit manager."))


def _require_as_read(content: Content, read: str) -> None:
    if read and read != content.digest:
        raise _input_error(_("This was changed while you were reading it. Read it again, then sign it."))


def _own_version(work: "Work", version_id: str, young_person_id: str) -> PlanVersion:
    """Return a version of this young person's plan. Raises Gone."""
    version = work.plan_versions.get(version_id)
    if version is None or version.young_person_id != young_person_id:
        raise gone()
    return version


def gone() -> Gone:
    """Return the error for a version that is not there."""
    return Gone(_("This version of the plan is no longer there."), _("Open the plan again."))


def _input_error(sentence: str) -> InputError:
    return InputError((Problem("", sentence),))


def _saved(version: PlanVersion) -> Saved[PlanVersion]:
    return Saved(version, Changed(frozenset({NOUN}), version.young_person_id))
