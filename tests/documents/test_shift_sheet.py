"""The shift sheet on paper: landscape, one page whatever is on it, shortened in one way, readable in grey."""

import io
from datetime import UTC, date, datetime, timedelta

import pypdf
import pytest

from securecare_desktop.documents.renderer import Rendered, render
from securecare_desktop.documents.shift_sheet import LEVELS, shift_sheet
from securecare_desktop.domain.shift_rules import shift_on
from securecare_desktop.domain.shift_sheet import SheetPlan, SheetRow, ShiftSheetContent
from securecare_desktop.domain.shifts import Shift
from securecare_desktop.domain.staff import Jurisdiction, Unit
from securecare_desktop.domain.young_people import StatusKind

ROWAN = Unit(name="Rowan", house_name="Brackenfield House", jurisdiction=Jurisdiction.ENGLAND)
LATE = shift_on(ROWAN.shift_starts, date(2026, 5, 14), Shift.LATE)
LONG = "Rhabarberbarbarabarbarbarenbartbarbierbierbarbärbel "


def content(*rows: SheetRow, **other: object) -> ShiftSheetContent:
    given = {
        "unit": ROWAN, "time": LATE, "rows": rows, "for_whom": "Femi Oduya", "copy_number": 2,
        "destroy_at": LATE.ends, "made_by": "Denise Okafor", "made_at": LATE.begins - timedelta(minutes=25),
    }  # fmt: skip
    return ShiftSheetContent(**{**given, **other})  # type: ignore[arg-type]


def kai(**other: object) -> SheetRow:
    given = {
        "name": "Kai", "pronouns": "he/him", "age": 15, "status": StatusKind.NEEDS_WATCHING, "sentence": "Short sleep.",
        "plans": (SheetPlan(what="Visit with Nan, Garden Room", at=LATE.begins),), "helps": ("Straight. No build-up.",),
        "to_do": ("Bike magazine",),
    }  # fmt: skip
    return SheetRow(**{**given, **other})  # type: ignore[arg-type]


def heavy(number: int) -> SheetRow:
    """Return somebody about whom there is more to say than any row can hold."""
    return SheetRow(
        name="Alexandrina-Maximiliana" if number % 2 else f"Bo{number}",
        pronouns="they/them or she/her",
        age=16,
        status=StatusKind.NEEDS_WATCHING,
        sentence=LONG * 6,
        untold=(LONG * 3, f"Ines leaves, {number}") if number < 5 else (),
        plans=tuple(
            SheetPlan(what=LONG + "something " * 8, at=LATE.begins + timedelta(hours=n)) for n in range(7)
        ),
        helps=(LONG * 2, "two words"),
        to_do=tuple(f"Promise {n} {LONG}" for n in range(8)),
        notes=tuple(f"Note {LONG * 4}" for _n in range(4)),
    )


def text(rendered: Rendered) -> str:
    pages = pypdf.PdfReader(io.BytesIO(rendered.pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_it_is_one_page_of_a4_on_its_side() -> None:
    rendered = render(shift_sheet(content(kai())))
    (page,) = pypdf.PdfReader(io.BytesIO(rendered.pdf)).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)
    assert rendered.boxed_characters == 0


@pytest.mark.parametrize("count", [1, 6, 8, 10])
def test_however_much_there_is_to_say_it_is_one_page(count: int) -> None:
    rendered = render(shift_sheet(content(*(heavy(n) for n in range(count)))))
    assert rendered.pages == 1


def test_no_row_and_nothing_untold_is_ever_dropped() -> None:
    said = text(render(shift_sheet(content(*(heavy(n) for n in range(10)), house_notes=(LONG * 9, "x")))))
    for number in range(10):
        assert number % 2 or f"Bo{number}" in said
    assert said.count("Alexandrina-Maximiliana") >= 5
    for number in range(5):
        assert f"Ines leaves, {number}." in said
    assert "more in the program" in said
    assert "…" in said


def test_where_there_is_room_nothing_is_shortened() -> None:
    said = text(render(shift_sheet(content(kai(sentence="A long story of how it went. " * 8)))))
    assert said.count("A long story of how it went.") == 8
    assert "in the program" not in said


def test_of_what_is_cut_it_says_how_much_more_there_is() -> None:
    busy = [kai(name=f"K{n}", to_do=tuple(f"Thing {m} to do today" for m in range(20))) for n in range(10)]
    said = text(render(shift_sheet(content(*busy))))
    shown = said.count("Thing 0 to do today")
    assert shown == 10
    left = 20 - said.count(" to do today") // 10
    assert f"{left} more in the program" in said


def test_each_level_holds_less_than_the_one_before() -> None:
    amounts = [(level.letters, level.plans, level.to_do, level.notes, level.news) for level in LEVELS]
    assert amounts == sorted(amounts, reverse=True)


def test_what_was_cancelled_and_who_has_not_been_told_is_in_words() -> None:
    gone = SheetPlan(what="Call with Mum, cancelled by Mum 08:50", at=LATE.begins, cancelled=True)
    said = text(render(shift_sheet(content(kai(plans=(gone,), untold=("The call is cancelled.",))))))
    assert "cancelled by Mum 08:50" in said
    assert "Still to be told: Kai: The call is cancelled." in said
    assert "Has not been told:" in said


def test_a_sheet_without_young_people_says_so() -> None:
    said = text(render(shift_sheet(content())))
    assert "Nobody lives here just now." in said
    assert "Nobody is waiting to hear something." in said


def test_head_and_foot_say_for_whom_until_when_and_leave_room_for_the_read_back() -> None:
    said = text(
        render(
            shift_sheet(
                content(kai(), on_shift="Femi, Chloe", signed_up_to=datetime(2026, 5, 14, 12, tzinfo=UTC))
            )
        )
    )
    for words in ("Copy 2 for Femi Oduya, late shift", "Destroy at 21:30 today", "On shift: Femi, Chloe",
                  "Said back by: ___", "Time: ___", "Questions asked: ___", "from entries signed up to",
                  "Lawyers, advocates and inspectors may ring at any time."):  # fmt: skip
        assert words in said, words
    assert said.count("OFFICIAL-SENSITIVE") == 2


def test_the_same_sheet_is_the_same_bytes() -> None:
    assert render(shift_sheet(content(kai()))).pdf == render(shift_sheet(content(kai()))).pdf


@pytest.mark.parametrize("name", ["<b>Kai</b> & co", "Ștefan", "Siân ŵ", "{name}", "ﺳﺎﺭﺓ", "%s"])
def test_names_are_names_whatever_they_look_like(name: str) -> None:
    rendered = render(
        shift_sheet(content(kai(name=name, sentence=f"{name} slept well.", untold=(f"{name} leaves",))))
    )
    assert rendered.pages == 1
    if name.isascii():
        assert text(rendered).count(name) >= 3
