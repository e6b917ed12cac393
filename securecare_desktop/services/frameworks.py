"""What plans answer to in a unit, and what one plan does not say yet: frameworks in use, own wordings, own frameworks.

The files are read in framework_files; what counts as said is worked out in domain/coverage.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..core.errors import Gone, InputError, Problem
from ..core.text import _, tidy
from ..domain.coverage import Coverage, Framework, coverage, in_use, own_framework, ref_of
from ..domain.frameworks import (
    FrameworkChoice,
    FrameworkWording,
    OwnFramework,
    OwnFrameworkItem,
    problems_in_own_framework,
    problems_in_own_item,
)
from ..domain.messages import Changed
from ..domain.permissions import Action
from ..domain.plans import PlanPart, PlanState, PlanVersion, Section
from ..domain.staff import Jurisdiction
from ..domain.young_people import Stage
from .framework_files import framework_files
from .results import Saved
from .saving import tidied
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "frameworks"
PLANS = "plans"


@dataclass(frozen=True, slots=True)
class UnitFramework:
    """One framework as a unit has it: whether it is in use, and the unit's own wordings by number.

    For the unit's own ones `own` and `own_items` are the records to change.
    """

    framework: Framework
    in_use: bool
    wordings: Mapping[str, str]
    own: OwnFramework | None = None
    own_items: tuple[OwnFrameworkItem, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanCoverage:
    """What one version of a plan says of the frameworks in use. Without a version nothing is said yet.

    `stage` is where the young person is now, `written` the sections that say anything at all. `may_confirm` says
    whether anything may be confirmed in this version: not in one that was replaced.
    """

    young_person_id: str
    version: PlanVersion | None
    coverages: tuple[Coverage, ...]
    stage: Stage | None = None
    written: tuple[int, ...] = ()
    may_confirm: bool = False


class FrameworksService:
    """What a signed-in person can do with frameworks."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # -- one plan -------------------------------------------------------------------------------------

    def in_use(self, young_person_id: str) -> tuple[Framework, ...]:
        """Return the frameworks that plans of this young person answer to: those of their unit and of the law."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=PLANS) as work:
            return frameworks_for(work, young_person_id)

    def coverage(self, young_person_id: str, version_id: str = "") -> PlanCoverage:
        """Return what a version says: by default the one that is being written, else the one that counts.

        Raises Gone for a version of another young person.
        """
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=PLANS) as work:
            version = _version(work, young_person_id, version_id)
            parts = work.plan_parts.find(plan_version_id=version.id) if version else ()
            recorded = _recorded(work, young_person_id, version)
            unit_id = work.young_people.plain(young_person_id, "unit_id")
            wordings = _wordings(work, unit_id)
            stays = work.stays.find(young_person_id=young_person_id)
            stage = next((stay.stage for stay in stays if stay.ended_at is None), None)
            return PlanCoverage(
                young_person_id=young_person_id,
                version=version,
                coverages=tuple(
                    coverage(framework, parts, recorded, wordings.get(framework.key, {}))
                    for framework in frameworks_for(work, young_person_id)
                ),
                stage=stage,
                written=tuple(sorted({p.section for p in parts if p.text.strip()} | recorded)),
                may_confirm=version is not None and version.state is not PlanState.SUPERSEDED,
            )

    def confirm(
        self, young_person_id: str, section: int, ref: str, *, says: bool = True, version_id: str = ""
    ) -> Saved[PlanPart]:
        """Write down that a section of a version says an item (`ref` "framework key:number"), or not.

        By default in the version that is being written, else in the one that counts: what was confirmed is about the
        text and no part of what is signed. Raises InputError for a version that was replaced, when the section is not
        written, or when there is no such item in the frameworks in use; Gone for a version of somebody else.
        """
        with self._session.writing(Action.EDIT_PLAN, young_person_id) as work:
            version = _version(work, young_person_id, version_id)
            if version is None or version.state is PlanState.SUPERSEDED:
                raise _input_error(_("A newer version has replaced this plan. Open the newer one."))
            if says and not _is_known(ref, frameworks_for(work, young_person_id)):
                raise _input_error(_("The unit does not use this framework any more. Open the list again."))
            found = work.plan_parts.find(plan_version_id=version.id, section=section)
            written = bool(found and found[0].text.strip()) or section in _recorded(
                work, young_person_id, version
            )
            if says and not written:
                raise _input_error(_("Nothing is written in this section yet. Write it first."))
            if not found and not version.may_be_written_in:  # a new row would be a change of what was signed
                raise _input_error(_("This section has no text of its own. Confirm it in a new version."))
            part = found[0] if found else work.plan_parts.add(_empty_part(version, section))
            covers = tuple(known for known in part.covers if known != ref)
            saved = work.plan_parts.save(replace(part, covers=(*covers, ref) if says else covers))
        return Saved(saved, Changed(frozenset({PLANS, NOUN}), young_person_id))

    # -- one unit -------------------------------------------------------------------------------------

    def of_unit(self, unit_id: str = "") -> tuple[UnitFramework, ...]:
        """Return every framework, used or not, as a unit has it; by default the one a person is at home in."""
        with self._session.reading(Action.MANAGE_UNIT) as work:
            unit_id = self._own_unit(unit_id)
            used = {framework.key for framework in frameworks_of_unit(work, unit_id)}
            wordings = _wordings(work, unit_id)
            shipped = tuple(
                UnitFramework(f, f.key in used, wordings.get(f.key, {})) for f in framework_files().frameworks
            )
            return shipped + tuple(
                UnitFramework(
                    own_framework(own, items), own.in_use, {}, own, tuple(i for i in items if not i.ended)
                )
                for own, items in _own(work, unit_id)
            )

    def switch(
        self, framework_key: str, on: bool, unit_id: str = ""
    ) -> Saved[FrameworkChoice | OwnFramework]:
        """Use a framework in a unit from now on, or no longer; what was confirmed in plans stays. Raises Gone."""
        with self._session.writing(Action.MANAGE_UNIT) as work:
            unit_id = self._own_unit(unit_id)
            saved: FrameworkChoice | OwnFramework
            own = work.own_frameworks.find(id=framework_key, unit_id=unit_id)
            known = work.framework_choices.find(unit_id=unit_id, framework_key=framework_key)
            if own:
                saved = work.own_frameworks.save(replace(own[0], in_use=on))
            elif known:
                saved = work.framework_choices.save(replace(known[0], in_use=on))
            else:
                _require_shipped(framework_key)
                choice = FrameworkChoice(unit_id=unit_id, framework_key=framework_key, in_use=on)
                saved = work.framework_choices.add(choice)
        return Saved(saved, Changed(frozenset({NOUN})))

    def say(self, framework_key: str, number: str, text: str, unit_id: str = "") -> Saved[FrameworkWording]:
        """Keep the unit's own text for one item, such as the printed wording of a standard; empty for none.

        Raises Gone when there is no such item.
        """
        with self._session.writing(Action.MANAGE_UNIT) as work:
            unit_id = self._own_unit(unit_id)
            if _require_shipped(framework_key).item(number) is None:
                raise _gone()
            text = tidy(text).strip()
            known = work.framework_wordings.find(unit_id=unit_id, framework_key=framework_key, number=number)
            if known:
                saved = work.framework_wordings.save(replace(known[0], text=text))
            else:
                wording = FrameworkWording(
                    unit_id=unit_id, framework_key=framework_key, number=number, text=text
                )
                saved = work.framework_wordings.add(wording)
        return Saved(saved, Changed(frozenset({NOUN})))

    def save_own(self, own: OwnFramework) -> Saved[OwnFramework]:
        """Add or change a framework of the unit's own. Raises InputError, EditConflict."""
        with self._session.writing(Action.MANAGE_UNIT) as work:
            if own.id:
                self._require_own(work, own.id)
            own = replace(own, unit_id=self._own_unit(own.unit_id))
            problems = problems_in_own_framework(own)
            if problems:
                raise InputError(problems)
            own = tidied(own)
            saved = work.own_frameworks.save(own) if own.id else work.own_frameworks.add(own)
        return Saved(saved, Changed(frozenset({NOUN})))

    def save_own_item(self, item: OwnFrameworkItem) -> Saved[OwnFrameworkItem]:
        """Add or change one item of a framework of the unit's own; a new one gets the next number.

        An item that is `ended` is asked for no longer. Raises InputError, EditConflict, Gone.
        """
        with self._session.writing(Action.MANAGE_UNIT) as work:
            self._require_own(work, item.own_framework_id)
            siblings = work.own_framework_items.find(own_framework_id=item.own_framework_id)
            if item.id and all(known.id != item.id for known in siblings):
                raise _gone()
            problems = problems_in_own_item(item)
            number = item.number.strip() or str(len(siblings) + 1)
            if any(known.number == number and known.id != item.id for known in siblings):
                problems = (
                    *problems,
                    Problem("number", _("There is an item of this number. Choose another one.")),
                )
            if problems:
                raise InputError(problems)
            item = tidied(replace(item, number=number))
            saved = work.own_framework_items.save(item) if item.id else work.own_framework_items.add(item)
        return Saved(saved, Changed(frozenset({NOUN})))

    # -- inside ---------------------------------------------------------------------------------------

    def _own_unit(self, unit_id: str) -> str:
        """Return the unit to act in. Raises PermissionRefused for one that the signed-in person does not work in."""
        unit_id = unit_id or self._session.actor.unit_id
        if unit_id not in self._session.actor.unit_ids:
            raise self._session.refused(Action.MANAGE_UNIT)
        return unit_id

    def _require_own(self, work: "Work", own_framework_id: str) -> None:
        unit_id = work.own_frameworks.plain(own_framework_id, "unit_id")
        if not unit_id:
            raise _gone()
        self._own_unit(unit_id)


def frameworks_of_unit(work: "Work", unit_id: str, *also: Jurisdiction | None) -> tuple[Framework, ...]:
    """Return the frameworks that a unit uses: those that ship, for its nation and those in `also`, and its own."""
    shipped = in_use(
        framework_files().frameworks,
        work.framework_choices.find(unit_id=unit_id),
        work.units.require(unit_id).jurisdiction,
        *also,
    )
    return shipped + tuple(own_framework(own, items) for own, items in _own(work, unit_id) if own.in_use)


def frameworks_for(work: "Work", young_person_id: str) -> tuple[Framework, ...]:
    """Return the frameworks that plans of a young person answer to.

    Somebody from another nation is here under its law: what it asks of their plan counts beside what the unit uses.
    """
    unit_id = work.young_people.plain(young_person_id, "unit_id")
    return frameworks_of_unit(work, unit_id, nation_of_law(work, young_person_id))


def nation_of_law(work: "Work", young_person_id: str) -> Jurisdiction | None:
    """Return the nation under whose law a young person is here; None where that is not known."""
    stay = work.stays.current(young_person_id)
    return stay.legal_basis.nation if stay is not None else None


def _own(work: "Work", unit_id: str) -> tuple[tuple[OwnFramework, tuple[OwnFrameworkItem, ...]], ...]:
    return tuple(
        (own, work.own_framework_items.find(own_framework_id=own.id))
        for own in work.own_frameworks.find(unit_id=unit_id)
    )


def _wordings(work: "Work", unit_id: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for wording in work.framework_wordings.find(unit_id=unit_id):
        if wording.text:
            found.setdefault(wording.framework_key, {})[wording.number] = wording.text
    return found


def _version(work: "Work", young_person_id: str, version_id: str) -> PlanVersion | None:
    if not version_id:
        return work.plan_versions.being_written(young_person_id) or work.plan_versions.current(
            young_person_id
        )
    version = work.plan_versions.require(version_id)
    if version.young_person_id != young_person_id:
        raise _gone()
    return version


def _recorded(work: "Work", young_person_id: str, version: PlanVersion | None) -> frozenset[int]:
    """Return the sections that are lists and have something in them, so that they say something without a text."""
    who = {"young_person_id": young_person_id}
    there = {
        Section.PEOPLE: work.network_people.count(**who),
        Section.FAMILY_TIME: work.arrangements.count(**who),
        Section.SAFETY: work.scenarios.count(**who),
        Section.LIMITS: work.restrictions.count(**who) + work.limits.count(**who),
        Section.DECISIONS: work.decisions.count(**who),
        Section.GOALS: work.goals.count(plan_version_id=version.id) if version else 0,
        Section.SIGN_OFF: int(version is not None and version.state is not PlanState.DRAFT),
    }
    return frozenset(int(section) for section, count in there.items() if count)


def _empty_part(version: PlanVersion, section: int) -> PlanPart:
    return PlanPart(
        young_person_id=version.young_person_id,
        plan_version_id=version.id,
        section=int(Section(section)),
        text="",
    )


def _is_known(ref: str, frameworks: tuple[Framework, ...]) -> bool:
    return any(ref_of(f.key, item.number) == ref for f in frameworks for item in f.items)


def _require_shipped(framework_key: str) -> Framework:
    found = next((f for f in framework_files().frameworks if f.key == framework_key), None)
    if found is None:
        raise _gone()
    return found


def _gone() -> Gone:
    return Gone(_("This is no longer among the frameworks."), _("Open it again from the list."))


def _input_error(sentence: str) -> InputError:
    return InputError((Problem("", sentence),))
