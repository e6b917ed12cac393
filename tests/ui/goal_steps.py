"""What a person does in the view Goals of the Plan tab, for its tests."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from securecare_desktop.domain.plans import Goal, PlanVersion
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.plans.goals import GoalsView
from securecare_desktop.ui.plans.page import PlanPage
from securecare_desktop.ui.widgets.form import Form
from tests.support.house import KAI
from tests.ui.plan_steps import press, share
from tests.ui.record_pages import buttons as buttons_now
from tests.ui.record_pages import form_of


def goals_of(page: PlanPage) -> GoalsView:
    view = page.view("goals")
    assert isinstance(view, GoalsView)
    return view


def at(part: str = "goals", record_id: str = "") -> Place:
    return Place("young_person", KAI, "plan", record_id, part)


def a_goal(services: Services, title: str = "Cook for myself", **more: object) -> Goal:
    """Write a goal into the version that is being written; the first one is begun if there is none."""
    return services.plans.save_goal(
        Goal(young_person_id=KAI, plan_version_id="", title=title, **more)  # type: ignore[arg-type]
    ).record


def signed(services: Services, manager: Services) -> PlanVersion:
    """Share and sign the version that is being written; return it as it counts."""
    version = services.plans.being_written(KAI)
    assert version is not None
    share(services, version)
    services.plans.sign(version.id)
    counts: PlanVersion = manager.plans.sign_as_manager(version.id).record
    return counts


def buttons(widget: QWidget) -> list[str]:
    """Return the words of all buttons, once what was put on the page just now is shown."""
    QCoreApplication.sendPostedEvents()
    return buttons_now(widget)


def sheet_form(view: GoalsView) -> Form:
    return form_of(view)  # type: ignore[arg-type] - any page with a sheet


def pressed_in(view: GoalsView, goal: Goal, words: str) -> None:
    """Press a button of one goal's paper."""
    press(view.papers[goal.id], f"{words}: {goal.title}")
