"""Handover packs: collect what a recipient may have, draw it, number it and keep the register.

What is printed is collected here and drawn in documents; the same bytes are shown, printed and saved. A copy
is in the register before it leaves the program, so that none can exist which is not.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ..core.errors import InputError, Problem, StoreBusy
from ..core.labels import label
from ..core.text import _, tidy
from ..domain.editions import Edition, HandedOut
from ..domain.messages import Changed
from ..domain.packs import LeftOut, PackContent, PackCopy
from ..domain.permissions import Action
from ..domain.plans import PlanState, PlanVersion
from ..domain.readiness import Finding, readiness, young_person_told
from ..domain.staff import Role
from ..domain.withholding import Whom
from ..domain.worker_changes import ChangeFile
from ..domain.young_people import YoungPerson
from .pack_content import (
    PackRequest as PackRequest,  # noqa: PLC0414 - who asks for a pack finds it here
)
from .pack_content import (
    chosen_change,
    collect,
    destroy_by,
    left_out_for_worker,
    photos_to_print,
)
from .people_map_paper import collect_map
from .results import Saved
from .saving import require_own
from .session import Session
from .shared_occasion_paper import collect_shared, version_to_print
from .stay_record_paper import collect_stay
from .withholding import readers_of_copy

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..db.unit_of_work import Work
    from ..documents.renderer import Rendered
    from ..documents.tree import Document

_TRIES = 3


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a pack may be for, and what they are to the young person."""

    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackOffer:
    """What the pack dialog starts from.

    `plan_versions` are newest first, `plan_version_id` is the one that counts; `photos` says how many there are
    of sessions with a communication aid; `has_map` and `has_stay` whether there is a map of people and a stay to print.
    With `shared_occasion_id` it is this version of an occasion alone, for whom it was written.
    """

    young_person_name: str
    change_id: str
    recipients: tuple[Recipient, ...]
    recipient: str
    purposes: tuple[str, ...]
    copy_number: int
    destroy_by: date | None
    missing: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...]
    read_back_on: date | None
    young_person_told: bool = True
    plan_purpose: str = ""
    stay_purpose: str = ""
    plan_versions: tuple[PlanVersion, ...] = ()
    plan_version_id: str = ""
    photos: int = 0
    has_map: bool = False
    has_stay: bool = False
    shared_occasion_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The real pages, before anything is registered.

    `missing_page` is the page that lists what is missing; 0 where nothing is, or where it stands on no page.
    `left_out` is what these pages do not hold. `may_be_for` is not empty where nobody is known by the recipient's
    name: then somebody has to say whether one of these reads the copy as well. `not_told` is what the young person
    would learn from these pages first, so that they cannot be handed out yet.
    """

    pdf: bytes
    pages: int
    boxed_characters: int
    missing: tuple[Finding, ...]
    missing_page: int = 0
    left_out: tuple[LeftOut, ...] = ()
    may_be_for: tuple[Whom, ...] = ()
    not_told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A registered copy and its bytes (protected when a password was given), and what it does not hold."""

    pdf: bytes
    copy: PackCopy
    boxed_characters: int
    changed: Changed
    left_out: tuple[LeftOut, ...] = ()


def problems_in_request(request: PackRequest, today: date) -> tuple[Problem, ...]:
    """Return what has to be put right before a copy can be handed out, in the order of the dialog."""
    if request.edition.is_theirs:
        return ()
    found = []
    if not request.recipient.strip():
        found.append(Problem("recipient", _("Write who this copy is for.")))
    if not request.purpose.strip():
        found.append(Problem("purpose", _("Write what this copy is for.")))
    if request.destroy_by is not None and request.destroy_by < today:
        found.append(Problem("destroy_by", _("This day has passed. Choose a day to come.")))
    return tuple(found)


class PacksService:
    """What a signed-in person can do with packs."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def offer_shared(self, young_person_id: str, shared_occasion_id: str) -> PackOffer:
        """Return what the dialog starts from for a version of an occasion. Raises PermissionRefused, Gone."""
        with self._session.reading(Action.ISSUE_PACK, young_person_id, looked_at="packs") as work:
            shared = version_to_print(work, young_person_id, shared_occasion_id)
            copies = work.pack_copies.last_numbers(young_person_id)[1]
            return PackOffer(
                young_person_name=work.young_people.require(young_person_id).name_used,
                change_id="",
                recipients=(Recipient(shared.for_whom, ""),),
                recipient=shared.for_whom,
                purposes=(label(Edition.SHARED_OCCASION),),
                copy_number=copies + 1,
                destroy_by=None,
                missing=(),
                left_out=(),
                read_back_on=None,
                young_person_told=True,
                shared_occasion_id=shared.id,
            )

    def offer(self, young_person_id: str, change_id: str = "") -> PackOffer:
        """Return what the pack dialog starts from. Raises PermissionRefused, Gone."""
        today = self._session.clock.today()
        with self._session.reading(Action.ISSUE_PACK, young_person_id, looked_at="packs") as work:
            person = work.young_people.require(young_person_id)
            file = chosen_change(work, person, change_id)
            recipients = _recipients(work, person, file)
            copies = work.pack_copies.last_numbers(young_person_id)[1]
            left_out = left_out_for_worker(work, person, file)
            versions = work.plan_versions.find(young_person_id=young_person_id)
            counting = work.plan_versions.current(young_person_id)
            photos = len(photos_to_print(work, young_person_id))
            maps = work.people_maps.find(young_person_id=young_person_id)
            stays = work.stays.find(young_person_id=young_person_id)
        purposes = [
            _("Handover at the end of a shift"),
            _("Review meeting"),
            _("Moving on"),
        ]
        if file is not None:
            role = (file.change.role_text or label(file.change.role)).lower()
            purposes.insert(0, _("Change of {role}").format(role=role))
        return PackOffer(
            young_person_name=person.name_used,
            change_id=file.change.id if file else "",
            recipients=recipients,
            recipient=file.change.incoming_name if file else "",
            purposes=tuple(purposes),
            copy_number=copies + 1,
            destroy_by=destroy_by(file, today),
            missing=readiness(file, today).missing if file else (),
            left_out=left_out,
            read_back_on=_read_back_on(file),
            young_person_told=file is None or young_person_told(file),
            plan_purpose=_("To work with the plan"),
            stay_purpose=_("The record that the law asks for"),
            plan_versions=versions,
            plan_version_id=counting.id if counting else "",
            photos=photos,
            has_map=bool(maps),
            has_stay=bool(stays),
        )

    def preview(self, request: PackRequest) -> Preview:
        """Return the real pages of a pack; nothing is registered. Raises PermissionRefused, Gone."""
        from ..documents.pack_first_page import MISSING_ANCHOR

        content, may_be_for = self._collect(request)
        rendered = _draw(content)
        return Preview(
            pdf=rendered.pdf,
            pages=rendered.pages,
            boxed_characters=rendered.boxed_characters,
            missing=content.missing,
            missing_page=rendered.page_of.get(MISSING_ANCHOR, 0),
            left_out=content.left_out,
            may_be_for=may_be_for,
            not_told=_not_told(content),
        )

    def hand_out(self, request: PackRequest, how: HandedOut) -> Issued:
        """Register one copy and return its bytes, which the caller then prints or writes.

        Raises InputError, PermissionRefused, Gone; StoreBusy when others keep taking the next number.
        """
        problems = problems_in_request(request, self._session.clock.today())
        if problems:
            raise InputError(problems)
        for _attempt in range(_TRIES):
            content, _may_be_for = self._collect(request)
            _told_before_given(content)
            rendered = _draw(content)
            copy = self._register(content, rendered, how)
            if copy is not None:
                pdf = _protected(rendered.pdf, request.password) if request.password else rendered.pdf
                return Issued(
                    pdf=pdf,
                    copy=copy,
                    boxed_characters=rendered.boxed_characters,
                    changed=Changed(frozenset({"packs"}), copy.young_person_id),
                    left_out=content.left_out,
                )
        raise StoreBusy(
            _("Somebody else is making packs at this moment."), _("Try again. Nothing was handed out.")
        )

    def not_made(self, copy: PackCopy, why: str) -> Saved[PackCopy]:
        """Note in the register that a copy never came to be, for example because the disk was full."""
        with self._session.writing(Action.ISSUE_PACK, copy.young_person_id) as work:
            require_own(work, lambda w: w.pack_copies, copy.id, copy.young_person_id)
            stored = work.pack_copies.save(replace(work.pack_copies.require(copy.id), not_made_because=why))
        return Saved(stored, Changed(frozenset({"packs"}), copy.young_person_id))

    def register(self, young_person_id: str = "") -> tuple[PackCopy, ...]:
        """Return the copies of one young person, or of all the signed-in person may see; newest first."""
        with self._session.reading(Action.READ_PACK_REGISTER, young_person_id, looked_at="packs") as work:
            if young_person_id:
                return work.pack_copies.find(young_person_id=young_person_id)
            seen = {p.id for p in self._session.visible_young_people(work)}
            return tuple(c for c in work.pack_copies.find() if c.young_person_id in seen)

    # -- inside ---------------------------------------------------------------------------------------

    def _collect(self, request: PackRequest) -> tuple[PackContent, tuple[Whom, ...]]:
        """Return what the pack prints, as both who prints it and who it is for may see it; and whom to ask about."""
        who, noun = request.young_person_id, "pack_preview"
        with self._session.reading(Action.ISSUE_PACK, who, looked_at=noun) as work:
            own, name = request.edition.is_theirs, tidy(request.recipient).strip()
            readers, may_be_for = readers_of_copy(work, who, name, own, request.also_for)
        with self._session.reading(Action.ISSUE_PACK, who, looked_at=noun, also=readers) as work:
            gather = collect_map if request.edition.is_map else collect
            if request.edition.is_shared:
                gather = collect_shared
            if request.edition.is_stay:
                gather = collect_stay
            return gather(self._session, work, request), may_be_for

    def _register(self, content: PackContent, rendered: "Rendered", how: HandedOut) -> PackCopy | None:
        """Register the copy, or return None when its number was taken since it was drawn."""
        person_id = content.young_person.id
        with self._session.writing(Action.ISSUE_PACK, person_id) as work:
            pack_number, copy_number = work.pack_copies.last_numbers(person_id)
            if (pack_number + 1, copy_number + 1) != (content.pack_number, content.copy_number):
                return None
            copy = work.pack_copies.add(
                PackCopy(
                    young_person_id=person_id,
                    change_id=content.change.change.id if content.change else "",
                    plan_version_id=content.plan.id if content.plan and _holds_plan(content) else "",
                    edition=content.edition,
                    number=content.pack_number,
                    copy_number=content.copy_number,
                    recipient=content.recipient,
                    purpose=content.purpose,
                    destroy_by=content.destroy_by,
                    handed_out=how,
                    made_by=content.made_by,
                    made_at=content.made_at,
                    pages=rendered.pages,
                    draft=_is_draft(content),
                    missing=len(content.missing),
                    chain_head=content.chain_head,
                )
            )
            work.note(
                f"pack_{how.value}",
                record_kind="pack_copies",
                record_id=copy.id,
                young_person_id=person_id,
                details={"edition": content.edition.value, "copy": str(copy.copy_number)},
            )
        return copy


def _told_before_given(content: PackContent) -> None:
    """Nobody learns of a change of worker, of a limit or of a decision from a sheet of paper."""
    name, file = content.young_person.name_used, content.change
    if content.edition is Edition.YOUNG_PERSON and file is not None and not young_person_told(file):
        sentence = _(
            "{name} has not been told yet. Tell them first and write it down; then this page is theirs."
        )
        raise InputError((Problem("edition", sentence.format(name=name)),))
    untold = _not_told(content)
    if untold:
        sentence = _(
            "{name} has not been told of this yet: {what}. Tell them first and write it down; then this copy is theirs."
        )
        raise InputError((Problem("edition", sentence.format(name=name, what="; ".join(untold))),))


def _not_told(content: PackContent) -> tuple[str, ...]:
    """Return the limits that the young person was not told of, and the decisions that nobody explained to them yet."""
    if content.edition is not Edition.PLAN_YOUNG_PERSON:
        return ()
    limits = [limit.what for limit in content.restrictions if limit.told_on is None]
    limits += [limit.what for limit in content.limits if limit.told_on is None]
    decisions = [
        decision.what
        for decision in content.decisions
        if not decision.with_agreement and decision.explained_on is None
    ]
    return tuple(what.strip().removesuffix(".") for what in (*limits, *decisions))


def _holds_plan(content: PackContent) -> bool:
    return content.edition is not Edition.YOUNG_PERSON


def _is_draft(content: PackContent) -> bool:
    """Say whether a copy says DRAFT: things are missing for the change, or the plan in it does not count yet."""
    if content.edition.is_plan:
        return content.plan is None or content.plan.state not in (PlanState.CURRENT, PlanState.SUPERSEDED)
    return bool(content.missing) and content.edition is Edition.INCOMING_WORKER


def _draw(content: PackContent) -> "Rendered":
    from ..documents.packs import (
        incoming_worker_pack,
        map_of_people,
        stay_record,
        whole_plan,
        young_persons_copy,
        young_persons_map,
        young_persons_plan,
    )
    from ..documents.renderer import render
    from ..documents.shared_occasion import shared_occasion

    build: dict[Edition, Callable[[PackContent], Document]] = {
        Edition.INCOMING_WORKER: incoming_worker_pack,
        Edition.YOUNG_PERSON: young_persons_copy,
        Edition.PLAN: whole_plan,
        Edition.PLAN_YOUNG_PERSON: young_persons_plan,
        Edition.PEOPLE_MAP: map_of_people,
        Edition.PEOPLE_MAP_YOUNG_PERSON: young_persons_map,
        Edition.SHARED_OCCASION: shared_occasion,
        Edition.STAY_RECORD: stay_record,
    }
    return render(build[content.edition](content))


def _protected(pdf: bytes, password: str) -> bytes:
    from ..documents.protect import protect

    return protect(pdf, password)


def _read_back_on(file: ChangeFile | None) -> date | None:
    from ..domain.worker_changes import Step

    if file is None or file.step(Step.HAND_OVER).text("said_back"):
        return None
    return file.step(Step.HAND_OVER).due_on


def _recipients(work: "Work", person: YoungPerson, file: ChangeFile | None) -> tuple[Recipient, ...]:
    found: dict[str, str] = {}
    if file is not None:
        role = (file.change.role_text or label(file.change.role)).lower()
        found[file.change.incoming_name] = _("incoming {role}").format(role=role)
    for member in work.staff.of_units((person.unit_id,)):
        if member.role not in (Role.SYSTEM_ADMINISTRATOR, Role.INSPECTOR):
            found.setdefault(member.name, member.job_title or label(member.role))
    return tuple(Recipient(name, role) for name, role in found.items())
