"""Handover packs: collect what a recipient may have, draw it, number it and keep the register.

What is printed is collected here and drawn in documents; the same bytes are shown, printed and saved. A copy
is in the register before it leaves the program, so that none can exist which is not.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..core.errors import InputError, Problem, StoreBusy
from ..core.labels import label
from ..core.text import _, ngettext, tidy
from ..domain.editions import Edition, HandedOut
from ..domain.messages import Changed
from ..domain.own_words import About, OwnWords
from ..domain.packs import LeftOut, PackContent, PackCopy
from ..domain.permissions import Action
from ..domain.promises import PromiseState
from ..domain.readiness import Finding, readiness, young_person_told
from ..domain.staff import Role
from ..domain.withholding import Whom
from ..domain.worker_changes import ChangeFile, ChangeState
from ..domain.young_people import YoungPerson
from .next_dates import next_dates
from .results import Saved
from .saving import require_own
from .session import Session
from .signatures import addenda_in, newest_signature, unsigned_in
from .withholding import readers_of_copy, withheld_in_words
from .worker_changes import change_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..db.unit_of_work import Work
    from ..documents.renderer import Rendered
    from ..documents.tree import Document

KEEP_DAYS = 14
"""Days after the change until a copy is destroyed, unless the person printing says otherwise."""
_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRequest:
    """Which pack, for whom and why. `password` protects the saved file; it is kept nowhere.

    `also_for` says who else reads it, where nobody is known by the recipient's name (Preview.may_be_for). None is
    no answer: then it leaves out whatever is withheld from anybody.
    """

    young_person_id: str
    edition: Edition
    recipient: str = ""
    recipient_role: str = ""
    purpose: str = ""
    destroy_by: date | None = None
    change_id: str = ""
    password: str = ""
    also_for: tuple[Whom, ...] | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a pack may be for, and what they are to the young person."""

    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackOffer:
    """What the pack dialog starts from."""

    young_person_name: str
    change_id: str
    recipients: tuple[Recipient, ...]
    recipient: str
    purposes: tuple[str, ...]
    copy_number: int
    destroy_by: date
    missing: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...]
    read_back_on: date | None
    young_person_told: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The real pages, before anything is registered.

    `missing_page` is the page that lists what is missing; 0 where nothing is, or where it stands on no page.
    `left_out` is what these pages do not hold. `may_be_for` is not empty where nobody is known by the recipient's
    name: then somebody has to say whether one of these reads the copy as well.
    """

    pdf: bytes
    pages: int
    boxed_characters: int
    missing: tuple[Finding, ...]
    missing_page: int = 0
    left_out: tuple[LeftOut, ...] = ()
    may_be_for: tuple[Whom, ...] = ()


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
    if request.edition is Edition.YOUNG_PERSON:
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

    def offer(self, young_person_id: str, change_id: str = "") -> PackOffer:
        """Return what the pack dialog starts from. Raises PermissionRefused, Gone."""
        today = self._session.clock.today()
        with self._session.reading(Action.ISSUE_PACK, young_person_id, looked_at="packs") as work:
            person = work.young_people.require(young_person_id)
            file = _chosen_change(work, person, change_id)
            recipients = _recipients(work, person, file)
            copies = work.pack_copies.last_numbers(young_person_id)[1]
            left_out = _left_out(work, person, file)
        purposes = [_("Handover at the end of a shift"), _("Review meeting"), _("Moving on")]
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
            destroy_by=_destroy_by(file, today),
            missing=readiness(file, today).missing if file else (),
            left_out=left_out,
            read_back_on=_read_back_on(file),
            young_person_told=file is None or young_person_told(file),
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
            own, name = request.edition is Edition.YOUNG_PERSON, tidy(request.recipient).strip()
            readers, may_be_for = readers_of_copy(work, who, name, own, request.also_for)
        with self._session.reading(Action.ISSUE_PACK, who, looked_at=noun, also=readers) as work:
            return self._collect_from(work, request), may_be_for

    def _collect_from(self, work: "Work", request: PackRequest) -> PackContent:
        today = self._session.clock.today()
        person = work.young_people.require(request.young_person_id)
        file = _chosen_change(work, person, request.change_id)
        pack_number, copy_number = work.pack_copies.last_numbers(person.id)
        plan = work.plan_versions.current(person.id)
        own = request.edition is Edition.YOUNG_PERSON
        if file is not None and not own:
            file = replace(file, own_words=_told_to_workers(file.own_words))
        words = work.own_words.find(young_person_id=person.id)
        content = PackContent(
            edition=request.edition,
            unit=work.units.require(person.unit_id),
            young_person=person,
            today=today,
            stay=work.stays.current(person.id),
            recipient=person.name_used if own else tidy(request.recipient).strip(),
            recipient_role="" if own else request.recipient_role or _role_of(request, file),
            purpose=tidy(request.purpose).strip(),
            pack_number=pack_number + 1,
            copy_number=copy_number + 1,
            destroy_by=None if own else request.destroy_by or _destroy_by(file, today),
            made_by=self._session.actor.name,
            made_at=self._session.clock.now(),
            signed_up_to=newest_signature(work, person.id),
            unsigned=len(unsigned_in(work, (person.id,))),
            addenda=() if own else addenda_in(work, person.id),
            chain_head=work.audit.head().hash,
            manager_name=_manager(work, person, file),
            change=file,
            missing=readiness(file, today).missing if file else (),
            about_me=work.about_me.find(young_person_id=person.id),
            status=work.statuses.newest(person.id),
            plan=plan,
            plan_parts=work.plan_parts.find(plan_version_id=plan.id) if plan else (),
            goals=work.goals.find(plan_version_id=plan.id) if plan else (),
            goal_notes=work.goal_notes.find(young_person_id=person.id),
            next_review=work.plan_reviews.next_for(person.id),
            scenarios=tuple(s for s in work.scenarios.find(young_person_id=person.id) if s.ended_on is None),
            restrictions=tuple(
                r for r in work.restrictions.find(young_person_id=person.id) if r.ended_on is None
            ),
            decisions=work.decisions.find(young_person_id=person.id),
            promises=work.promises.find(young_person_id=person.id, state=PromiseState.OPEN),
            actions=work.actions.open_for(person.id),
            next_dates=next_dates(work, person.id, today),
            arrangements=tuple(
                a for a in work.arrangements.find(young_person_id=person.id) if a.ended_on is None
            ),
            limits=tuple(
                limit for limit in work.limits.find(young_person_id=person.id) if limit.in_force_on(today)
            ),
            last_occasion=work.occasions.last_before(person.id, self._session.clock.now()),
            next_occasion=work.occasions.first_from(person.id, self._session.clock.now()),
            people=tuple(p for p in work.network_people.find(young_person_id=person.id) if p.until is None),
            key_adults=work.key_adults.find(young_person_id=person.id),
            own_words=words if own else _told_to_workers(words),
            left_out=() if own else _left_out(work, person, file),
        )
        return replace(content, left_out=(*content.left_out, *withheld_in_words(work)))

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
                    draft=bool(content.missing) and content.edition is Edition.INCOMING_WORKER,
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
    """Nobody learns of a change of worker from a sheet of paper."""
    file = content.change
    if content.edition is Edition.YOUNG_PERSON and file is not None and not young_person_told(file):
        sentence = _(
            "{name} has not been told yet. Tell them first and write it down; then this page is theirs."
        )
        raise InputError((Problem("edition", sentence.format(name=content.young_person.name_used)),))


def _told_to_workers(words: tuple[OwnWords, ...]) -> tuple[OwnWords, ...]:
    """Leave out what the young person wants to tell the new worker in person."""
    return tuple(w for w in words if w.about is not About.TELLS_THEMSELF)


def _draw(content: PackContent) -> "Rendered":
    from ..documents.packs import incoming_worker_pack, young_persons_copy
    from ..documents.renderer import render

    build: dict[Edition, Callable[[PackContent], Document]] = {
        Edition.INCOMING_WORKER: incoming_worker_pack,
        Edition.YOUNG_PERSON: young_persons_copy,
    }
    return render(build[content.edition](content))


def _protected(pdf: bytes, password: str) -> bytes:
    from ..documents.protect import protect

    return protect(pdf, password)


def _chosen_change(work: "Work", person: YoungPerson, change_id: str) -> ChangeFile | None:
    """Return the change that was named, else the open one that comes first, else the newest, else None."""
    found = work.worker_changes.find(young_person_id=person.id)
    if change_id:
        found = tuple(c for c in found if c.id == change_id)
    still_open = sorted((c for c in found if c.state is ChangeState.OPEN), key=lambda c: c.day)
    if still_open:
        return change_file(work, still_open[0], person)
    return change_file(work, found[0], person) if change_id and found else None


def _destroy_by(file: ChangeFile | None, today: date) -> date:
    return max(file.change.day if file else today, today) + timedelta(days=KEEP_DAYS)


def _read_back_on(file: ChangeFile | None) -> date | None:
    from ..domain.worker_changes import Step

    if file is None or file.step(Step.HAND_OVER).text("said_back"):
        return None
    return file.step(Step.HAND_OVER).due_on


def _role_of(request: PackRequest, file: ChangeFile | None) -> str:
    if file is not None and request.recipient.strip() == file.change.incoming_name:
        role = (file.change.role_text or label(file.change.role)).lower()
        return _("incoming {role}").format(role=role)
    return ""


def _manager(work: "Work", person: YoungPerson, file: ChangeFile | None) -> str:
    if file is not None and file.change.manager_name:
        return file.change.manager_name
    managers = [m for m in work.staff.of_units((person.unit_id,)) if m.role is Role.UNIT_MANAGER]
    at_home = [m for m in managers if m.unit_id == person.unit_id]
    return next((m.name for m in (*at_home, *managers)), "")


def _recipients(work: "Work", person: YoungPerson, file: ChangeFile | None) -> tuple[Recipient, ...]:
    found: dict[str, str] = {}
    if file is not None:
        role = (file.change.role_text or label(file.change.role)).lower()
        found[file.change.incoming_name] = _("incoming {role}").format(role=role)
    for member in work.staff.of_units((person.unit_id,)):
        if member.role not in (Role.SYSTEM_ADMINISTRATOR, Role.INSPECTOR):
            found.setdefault(member.name, member.job_title or label(member.role))
    return tuple(Recipient(name, role) for name, role in found.items())


def _left_out(work: "Work", person: YoungPerson, file: ChangeFile | None) -> tuple[LeftOut, ...]:
    """Return what the incoming worker's edition does not hold."""
    kept_back = [
        w
        for w in work.own_words.find(young_person_id=person.id, about=About.TELLS_THEMSELF)
        if file is None or not w.about_id or w.about_id == file.change.id
    ]
    found = []
    if kept_back:
        what = ngettext("{n} note from {name}", "{n} notes from {name}", len(kept_back))
        found.append(
            LeftOut(
                what=what.format(n=len(kept_back), name=person.name_used),
                why=_("{name} wants to tell it in person").format(name=person.name_used),
            )
        )
    if file is not None and file.change.internal_reason.strip():
        found.append(LeftOut(what=_("The team's own notes on the reason"), why=_("about another person")))
    return tuple(found)
