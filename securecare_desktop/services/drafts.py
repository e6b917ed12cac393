"""Drafts: kept encrypted in the store as somebody types, seen by their owner alone."""

from collections.abc import Mapping
from dataclasses import replace

from ..domain.drafts import Draft, UnfinishedPart, part_of
from ..domain.permissions import Action
from .session import Session


class DraftsService:
    """What a signed-in person can do with their own drafts. A draft needs no right but being signed in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, form: str, young_person_id: str, values: Mapping[str, str]) -> None:
        """Keep the values of one form; `form` names the form and the record."""
        with self._session.writing(Action.KEEP_DRAFTS) as work:
            owner = self._session.actor.id
            found = work.drafts.find(owner_id=owner, form=form)
            if found:
                work.drafts.save(replace(found[0], values=dict(values), young_person_id=young_person_id))
            else:
                work.drafts.add(
                    Draft(owner_id=owner, form=form, young_person_id=young_person_id, values=dict(values))
                )

    def load(self, form: str) -> Mapping[str, str] | None:
        """Return what was kept of one form, or None; a role that writes nothing has no drafts.

        A draft holds what stood in the record too: of a young person out of reach by now nothing is returned, and
        what was withheld from its owner since they typed it is left out.
        """
        if not self._session.may(Action.KEEP_DRAFTS):
            return None
        with self._session.reading(Action.KEEP_DRAFTS) as work:
            found = work.drafts.find(owner_id=self._session.actor.id, form=form)
            about = found[0].young_person_id if found else ""
            if not found or (about and about not in {p.id for p in self._session.visible_young_people(work)}):
                return None
            return work.withholdings.left_out_of(about, found[0].values)

    def unfinished(self, young_person_id: str) -> tuple[UnfinishedPart, ...]:
        """Return the sections of a plan that the signed-in person has begun and not saved, the oldest version first.

        Also of versions that were signed since. What `load` leaves out is left out here.
        """
        if not self._session.may(Action.KEEP_DRAFTS):
            return ()
        with self._session.reading(Action.KEEP_DRAFTS) as work:
            drafts = work.drafts.find(owner_id=self._session.actor.id, young_person_id=young_person_id)
            wanted = [(draft, part) for draft in drafts if (part := part_of(draft.form)) is not None]
            if not wanted or young_person_id not in {p.id for p in self._session.visible_young_people(work)}:
                return ()
            versions = {v.id: v for v in work.plan_versions.find(young_person_id=young_person_id)}
            found = [
                UnfinishedPart(
                    version=versions[version_id],
                    section=section,
                    kept_at=draft.kept_at,
                    values=work.withholdings.left_out_of(young_person_id, draft.values),
                )
                for draft, (version_id, section) in wanted
                if version_id in versions and draft.kept_at is not None
            ]
        return tuple(sorted(found, key=lambda one: (one.version.number, one.section)))

    def drop(self, form: str) -> None:
        """Forget the draft of one form; none is fine."""
        with self._session.writing(Action.KEEP_DRAFTS) as work:
            for draft in work.drafts.find(owner_id=self._session.actor.id, form=form):
                work.drafts.remove(draft.id)

    def waiting(self) -> int:
        """Return how many drafts the signed-in person has."""
        with self._session.reading(Action.KEEP_DRAFTS) as work:
            return work.drafts.count(owner_id=self._session.actor.id)
