"""Pictures every screen of the fictional unit, light, dark and at 200 %, and every page of its packs, as PNG files.

`python -m tools.screenshots` fills build/screenshots, to be laid beside the pictures of the design. It uses a
store and settings of its own and ends with 1 when a screen does not come up.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication, QWidget

from securecare_desktop import cli
from securecare_desktop.core.clock import SystemClock
from securecare_desktop.core.settings import PersonSettings
from securecare_desktop.services.bundle import Services, build_services
from securecare_desktop.services.demo import DEMO_PASSWORD, DEMO_SHIFT_LEAD
from securecare_desktop.services.preferences import PreferencesService
from securecare_desktop.ui import tasks, theme
from securecare_desktop.ui.application import build_application
from securecare_desktop.ui.main_window import MainWindow
from securecare_desktop.ui.packs.pack_dialog import PackDialog
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.worker_changes.plan_form import PlanForm

if TYPE_CHECKING:
    from securecare_desktop.domain.plans import PlanVersion
    from securecare_desktop.domain.staff import StaffMember
    from securecare_desktop.services.worker_changes import ChangeSummary

OUT = Path("build/screenshots")
WINDOW = QSize(1366, 768)
SMALL_WINDOW = QSize(683, 384)
"""What 1366x768 leaves where the system draws everything twice as large."""
AT_200_PERCENT = "at-200-percent"
PAGE_DPI = 96
TABS = (
    "overview", "plan", "family_time", "people", "checklists", "clocks", "worker_changes", "promises", "stay", "packs",
)  # fmt: skip
PLAN_PARTS = ("sections|10", "goals", "if_then", "limits", "decisions", "reviews", "voice", "versions",
              "versions|compare", "versions|copy", "not_said", "new:decision", "new:aid_session",
              "new:plan_review")  # fmt: skip
"""The views of the plan, as the part of a place."""
WAIT_MS = 20
LONGEST_WAIT_MS = 20_000
TURNS = 5
"""A condition has to hold for so many turns of the loop: a page that has its rows still has to find its layout."""

Condition = Callable[[], bool]
Steps = Iterator[Condition]


def settled() -> bool:
    """Say whether everything that was asked of the store and the renderer has come back."""
    return not tasks.hub().running


class Walk:
    """Takes one step each time the condition that the last one gave has come true; keeps the loop running."""

    def __init__(self, steps: Steps) -> None:
        self._steps, self._condition, self._waited = steps, settled, 0
        self._held = 0
        self.trouble: str = ""
        self._timer = QTimer(interval=WAIT_MS)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    def _go_on(self) -> None:
        self._waited += WAIT_MS
        self._held = self._held + 1 if self._condition() else 0
        if self._held < TURNS:
            if self._waited > LONGEST_WAIT_MS:
                self._end("something did not come up in time")
            return
        try:
            self._condition, self._waited, self._held = next(self._steps), 0, 0
        except StopIteration:
            self._end("")
        except Exception as error:
            self._end(f"{type(error).__name__}: {error}")
            raise

    def _end(self, trouble: str) -> None:
        self.trouble = trouble
        self._timer.stop()
        QApplication.exit(1 if trouble else 0)


class Pictures:
    """Numbers and saves what a widget shows."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._number = folder, 0
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, widget: QWidget, name: str) -> None:
        """Save what stands in `widget` now."""
        self._number += 1
        widget.grab().save(str(self._folder / f"{self._number:02}-{name}.png"))


def steps(window: MainWindow, services: Services, settings: PreferencesService, look: str) -> Steps:
    """Yield what to wait for between one picture and the next, through the whole program in one theme."""
    pictures = Pictures(OUT / look)
    yield settled
    pictures.take(window, "sign-in")

    members: list[StaffMember] = []
    tasks.query(window, services.session.sign_in_named, DEMO_SHIFT_LEAD, DEMO_PASSWORD).done(
        members.append
    ).start()
    yield lambda: bool(members)
    settings.choose(members[0].id, PersonSettings(theme=look))
    window.face.signed_in.emit(members[0])
    yield settled

    entries = (*window.desk.screens.top_entries(), *window.desk.screens.foot_entries())
    for screen in (*(entry.screen for entry in entries), "signatures", "open_anyway"):
        window.desk.navigate(Place(screen))
        yield settled
        pictures.take(window, screen.replace("_", "-"))
    people: list[tuple[tuple[str, str], ...]] = []
    tasks.query(window, lambda: window.desk.screens.load_rail()[0]).done(people.append).start()
    yield lambda: bool(people)
    for young_person_id, name in people[0]:
        for tab in TABS if name == "Kai" else TABS[:1]:
            window.desk.navigate(Place("young_person", young_person_id, tab))
            yield settled
            pictures.take(window, f"{name.lower()}-{tab}".replace("_", "-").replace(" ", "-"))
    named = {name: young_person_id for young_person_id, name in people[0]}
    window.desk.navigate(Place("young_person", named["Kai"], "family_time", part="list"))
    yield settled
    pictures.take(window, "family-time-list")
    yield from plan_views(window, pictures, named["Kai"], PLAN_PARTS)
    yield from draft_of_a_plan(window, services, pictures, named["Robyn"])
    changes: list[ChangeSummary] = []
    tasks.query(window, services.worker_changes.open_changes).done(changes.extend).start()
    yield lambda: settled() and bool(changes)
    for change in changes:
        window.desk.navigate(Place("worker_changes", change.young_person_id, record_id=change.id))
        yield settled
        pictures.take(window, f"change-of-worker-{change.id[-4:]}")

    yield from forms(window, pictures, changes[0].young_person_id)

    window.desk.find()
    window.desk.finder.line.setText("Kai")
    yield lambda: settled() and window.desk.finder.results is not None
    pictures.take(window, "find")
    window.desk.finder.close_results()
    window.lock()
    yield settled
    pictures.take(window, "locked")
    window.show_recover(())
    yield settled
    pictures.take(window, "recover")
    window.show_first_run(OUT / "nowhere")
    yield settled
    pictures.take(window, "first-run")
    window.close()
    yield settled


def plan_views(window: MainWindow, pictures: Pictures, young_person_id: str, parts: tuple[str, ...]) -> Steps:
    """Yield through views of a plan."""
    for part in parts:
        window.desk.navigate(Place("young_person", young_person_id, "plan", part=part))
        yield settled
        name = part.partition("|")[2 if "|" in part else 0]
        pictures.take(window, "plan-" + name.replace("_", "-").replace(":", "-"))


def draft_of_a_plan(
    window: MainWindow, services: Services, pictures: Pictures, young_person_id: str
) -> Steps:
    """Yield through a version that is being written: how it was shared, and one section in its editor."""
    found: list[PlanVersion | None] = []
    tasks.query(window, services.plans.being_written, young_person_id).done(found.append).start()
    yield lambda: bool(found)
    draft = found[0]
    assert draft is not None
    for part, name in (
        (f"sections|1|{draft.id}|share", "shared"),
        (f"goals|new:goal|{draft.id}", "goal"),
        (f"sections|6:write|{draft.id}", "section"),
    ):
        window.desk.navigate(Place("young_person", young_person_id, "plan", part=part))
        yield settled
        pictures.take(window, f"plan-{name}")
    window.desk.navigate(Place("today"))
    yield settled


def forms(window: MainWindow, pictures: Pictures, young_person_id: str) -> Steps:
    """Yield through the form that plans a change, the same with errors, and the pack dialog."""
    window.desk.navigate(Place("young_person", young_person_id, "worker_changes", part="new"))
    yield settled
    pictures.take(window, "plan-a-change")
    window.findChild(PlanForm).form.is_ready()
    yield settled
    pictures.take(window, "form-with-errors")
    window.desk.navigate(Place("packs", young_person_id, part="new"))
    yield lambda: settled() and bool(window.findChildren(PackDialog))
    dialog = window.findChild(PackDialog)
    yield lambda: settled() and dialog.preview.drawn_picture() is not None
    pictures.take(dialog, "pack-dialog")
    dialog.reject()
    yield settled


def small_steps(window: MainWindow, services: Services) -> Steps:
    """Yield through a few screens in the room that 200 % leaves."""
    pictures = Pictures(OUT / "200-percent")
    yield settled
    pictures.take(window, "sign-in")
    members: list[StaffMember] = []
    tasks.query(window, services.session.sign_in_named, DEMO_SHIFT_LEAD, DEMO_PASSWORD).done(
        members.append
    ).start()
    yield lambda: bool(members)
    window.face.signed_in.emit(members[0])
    yield settled
    pictures.take(window, "today")
    changes: list[ChangeSummary] = []
    tasks.query(window, services.worker_changes.open_changes).done(changes.extend).start()
    yield lambda: settled() and bool(changes)
    change = next(c for c in changes if c.young_person_name == "Kai")
    for tab in TABS:
        window.desk.navigate(Place("young_person", change.young_person_id, tab))
        yield settled
        pictures.take(window, f"kai-{tab}".replace("_", "-"))
    yield from plan_views(
        window, pictures, change.young_person_id, ("goals", "limits", "reviews", "voice", "versions|compare")
    )
    yield from forms(window, pictures, change.young_person_id)
    window.close()
    yield settled


def picture_small(store: Path, program: str) -> int:
    """Picture the few screens at 200 %, in a process that began with that scale; return the exit code."""
    application = build_application([program])
    theme.use("light")
    services = build_services(SystemClock())
    window = MainWindow(services.session, PreferencesService(OUT / "settings-small.json"), store)
    window.resize(SMALL_WINDOW)
    window.show()
    walk = Walk(small_steps(window, services))
    failed = application.exec()
    tasks.shutdown()
    if failed:
        print(f"200 %: {walk.trouble}", file=sys.stderr)
    return 1 if failed else 0


def picture_pages(file: Path) -> None:
    """Save every page of a PDF as it would look on paper, at 96 dpi."""
    document = QPdfDocument()
    document.load(str(file))
    folder = OUT / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(document.pageCount()):
        points = document.pagePointSize(number)
        paper = QImage((points * PAGE_DPI / 72).toSize(), QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(0, 0, document.render(number, paper.size()))
        painter.end()
        paper.save(str(folder / f"{file.stem}-{number + 1:02}.png"))


def main() -> int:
    """Make the store, the packs and all pictures; return the exit code."""
    if sys.argv[1:] == [AT_200_PERCENT]:
        return picture_small((OUT / "store").absolute(), sys.argv[0])
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    store, packs = OUT / "store", OUT / "packs"
    made = cli.main(["--store", str(store), "demo", "--no-window", "--packs", str(packs)])
    if made:
        return made
    application = build_application(sys.argv[:1])
    for look in ("light", "dark"):
        theme.use(look)
        settings = PreferencesService(OUT / f"settings-{look}.json")
        services = build_services(SystemClock())
        window = MainWindow(services.session, settings, store.absolute())
        window.resize(WINDOW)
        window.show()
        walk = Walk(steps(window, services, settings, look))
        if application.exec():
            print(f"{look}: {walk.trouble}", file=sys.stderr)
            return 1
    tasks.shutdown()
    scaled = {**os.environ, "QT_SCALE_FACTOR": "2"}  # Qt reads it once, as a program begins
    command = [sys.executable, "-m", "tools.screenshots", AT_200_PERCENT]
    if subprocess.run(command, env=scaled, check=False).returncode:
        return 1
    for pdf in sorted(packs.glob("*.pdf")):
        picture_pages(pdf)
    print(f"{len(list(OUT.rglob('*.png')))} pictures in {OUT}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
