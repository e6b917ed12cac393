"""The morning of Thursday 14 May 2026 as the today service gives it, for the screen tests."""

from datetime import date

from securecare_desktop.domain.checklists import RestsOn
from securecare_desktop.domain.family_time import FamilyTimeKind, OccasionState
from securecare_desktop.domain.today import DatedLine, DueLine, FamilyTimeLine, ShiftLine, StillToTell, Today
from tests.ui.change_facts import TODAY, moment, summaries


def due(ident: str, name: str, what: str, who: str, day: date, rests_on: RestsOn) -> DueLine:
    return DueLine(
        young_person_id=ident, young_person_name=name, what=what, who=who, due_on=day, rests_on=rests_on,
        record_kind="checklists", record_id=f"item-{ident}",
    )  # fmt: skip


def occasion(
    hour: int, minute: int, ident: str, name: str, kind: FamilyTimeKind, whom: str, **more: object
) -> FamilyTimeLine:
    values = {"place": "", "state": OccasionState.PLANNED, "note": ""} | more
    return FamilyTimeLine(
        young_person_id=ident, young_person_name=name, at=moment(5, 14, hour, minute), with_whom=whom, kind=kind,
        record_id=f"occasion-{ident}", **values,
    )  # fmt: skip


def the_day() -> Today:
    law, guidance, team = RestsOn.LAW, RestsOn.GUIDANCE, RestsOn.TEAM
    return Today(
        day=TODAY,
        still_to_tell=(
            StillToTell(
                young_person_id="dev", young_person_name="Dev",
                news="the call with Mum at 16:30 is cancelled. Mum rang at 08:50.",
                record_kind="family_time", record_id="occasion-dev",
            ),
            StillToTell(
                young_person_id="robyn", young_person_name="Robyn",
                news="Priya Raman, social worker, leaves on Tue 19 May.",
                record_kind="worker_changes", record_id="robyn-change",
            ),
        ),
        changes=summaries(),
        due=(
            due("dev", "Dev", "Visit from social worker, 6 weeks at most", "Marcus Bell", date(2026, 5, 12), law),
            due("callum", "Callum", "One night at the new home, as a step", "Chloe Wren", date(2026, 5, 13), guidance),
            due("tia", "Tia", "Full healthcare plan, 10 days from arrival", "Bea Lindqvist", TODAY, guidance),
            due("callum", "Callum", "New staff visit here and join the planning", "Ferry Lane", date(2026, 5, 15), guidance),
            due("amira", "Amira", "Limit on phone calls looked at again", "Denise Okafor", date(2026, 5, 18), team),
            due("robyn", "Robyn", "Secure review, at most 3 months apart", "Wexcombe Council", date(2026, 5, 20), law),
        ),
        family_time=(
            occasion(10, 30, "amira", "Amira", FamilyTimeKind.VIDEO, "Noor, her sister"),
            occasion(14, 0, "kai", "Kai", FamilyTimeKind.VISIT_HERE, "Nan", place="Garden Room"),
            occasion(
                16, 30, "dev", "Dev", FamilyTimeKind.PHONE, "Mum", state=OccasionState.CANCELLED,
                note="Cancelled by Mum. Dev not told yet",
            ),
            occasion(18, 0, "tia", "Tia", FamilyTimeKind.PHONE, "Dad"),
        ),
        goodbyes=(
            DatedLine(
                young_person_id="callum", young_person_name="Callum", what="tea with the night team", day=TODAY,
                record_id="callum-change", at=moment(5, 14, 20),
            ),
            DatedLine(
                young_person_id="amira", young_person_name="Amira", what="last baking lesson with Dav Osei",
                day=date(2026, 5, 15), record_id="amira-change",
            ),
        ),
        promises=(
            DatedLine(
                young_person_id="callum", young_person_name="Callum", what="photo of the allotment",
                day=date(2026, 5, 12), record_id="promise-1",
            ),
            DatedLine(
                young_person_id="kai", young_person_name="Kai", what="bike magazine from Hannah", day=TODAY,
                record_id="promise-2",
            ),
        ),
        open_promises=7,
    )  # fmt: skip


def note_of(number: int, *, unread: bool = True) -> ShiftLine:
    return ShiftLine(
        record_id=f"n{number}", young_person_id="", young_person_name="" if number else "Kai", what=f"note {number}",
        writer="Chloe Wren", unread=unread,
    )  # fmt: skip
