"""The one way from a click to a service and back, off the GUI thread.

`command` writes, `query` reads: both run on the one store worker, in the order they were asked for.
`render` has a worker of its own. Results come back on the GUI thread; what a widget asked for is dropped
when the widget is gone or the program has locked since.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, Self

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ..core import log
from ..core.errors import AppError, InputError, Problem, Stopped
from ..core.text import _
from ..domain.messages import Changed
from . import notify
from .sweeping import Sweeper

if TYPE_CHECKING:
    from .busy import Busy

BUSY_AFTER_MS = 300


class Executor(Protocol):
    """What runs the work: a thread pool, or something that runs it at once in a test."""

    def submit(self, fn: Callable[[], None], /) -> Future[None]:
        """Run `fn` now or soon."""
        ...

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more work; with `wait`, come back when the last piece is done."""
        ...


class ShowsProblems(Protocol):
    """A form that can show input errors beside its fields."""

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show them."""
        ...


class _Hub(QObject):
    """Lives on the GUI thread; its signals bring results there."""

    changed = Signal(object)
    arrived = Signal(object)
    progressed = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.generation = 0
        self.running: set[Task] = set()
        self.store: Executor | None = None
        self.rendering: Executor | None = None
        self.sweeper = Sweeper(self)
        self.arrived.connect(self._deliver)
        self.progressed.connect(self._show_progress)

    def store_worker(self) -> Executor:
        if self.store is None:
            self.sweeper.start()
            self.store = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        return self.store

    def rendering_worker(self) -> Executor:
        if self.rendering is None:
            self.sweeper.start()
            self.rendering = ThreadPoolExecutor(max_workers=1, thread_name_prefix="rendering")
        return self.rendering

    def _deliver(self, task: "Task") -> None:
        task.finish()

    def _show_progress(self, task: "Task", percent: int) -> None:
        task.show_progress(percent)


_the_hub: _Hub | None = None


def hub() -> _Hub:
    """Return the program's hub; its signal `changed(Changed)` tells every page what a write has touched."""
    global _the_hub  # noqa: PLW0603 - one store, one worker, one hub
    if _the_hub is None:
        _the_hub = _Hub()
    return _the_hub


class Task:
    """One call of a service, as asked for by `parent`. Nothing happens before `start()`."""

    def __init__(self, parent: QObject, kind: str, fn: Callable[..., Any], args: tuple[Any, ...]) -> None:
        self._kind = kind
        self._parent: QObject | None = parent
        self._call: Callable[[], Any] = partial(fn, *args)
        self._shows_progress: Callable[[int], object] | None = None
        self._percent = -1
        self._stopped = threading.Event()
        self._done: Callable[[Any], object] | None = None
        self._failed: Callable[[AppError], object] | None = None
        self._always: Callable[[], object] | None = None
        self._form: ShowsProblems | None = None
        self._busy_widget: QWidget | None = None
        self._busy: Busy | None = None
        self._future: Future[None] | None = None
        self._result: Any = None
        self._error: Exception | None = None
        self._generation = -1

    def done(self, callback: Callable[[Any], object]) -> Self:
        """Call `callback(result)` on the GUI thread when it has worked."""
        self._done = callback
        return self

    def failed(self, callback: Callable[[AppError], object]) -> Self:
        """Call `callback(error)` for an AppError instead of showing it; return False to have it shown after all.

        A defect never comes here: it is logged and shown with its reference.
        """
        self._failed = callback
        return self

    def always(self, callback: Callable[[], object]) -> Self:
        """Call `callback()` afterwards, whether it worked or not."""
        self._always = callback
        return self

    def busy(self, widget: QWidget) -> Self:
        """Take no second click on `widget` meanwhile, and show that it is at work after 300 ms."""
        self._busy_widget = widget
        return self

    def form(self, form: ShowsProblems) -> Self:
        """Show an InputError beside the fields of `form`."""
        self._form = form
        return self

    def progress(self, show: Callable[[int], object]) -> Self:
        """Give the call one more argument, `report(done, of)`, and call `show(percent)` when that has grown.

        Work that reports can be stopped, by `stop` and by a lock: `report` then raises Stopped, and the work
        leaves everything as it was.
        """
        self._shows_progress = show
        self._call = partial(self._call, self._report)
        return self

    def stop(self) -> None:
        """Stop work that reports how far it is; other work is done to its end."""
        self._stopped.set()

    def start(self) -> Self:
        """Hand the call to its worker."""
        centre = hub()
        self._generation = centre.generation
        if self._busy_widget is not None:
            from .busy import Busy

            self._busy = Busy(self._busy_widget, BUSY_AFTER_MS)
        centre.running.add(self)
        worker = centre.rendering_worker() if self._kind == "render" else centre.store_worker()
        self._future = worker.submit(self._run)
        return self

    def _run(self) -> None:
        """On the worker: do it, and send the outcome home. Nothing may escape from here."""
        try:
            self._result = self._call()
        except Exception as error:  # told to the person in finish()
            self._error = error
        hub().arrived.emit(self)

    def _report(self, done: int, of: int) -> None:
        """On the worker: say how far it is, in whole per cent so that the window keeps up."""
        if self._stopped.is_set():
            raise Stopped(_("Stopped. Everything is as it was before."))
        percent = 100 * done // max(1, of)
        if percent > self._percent:
            self._percent = percent
            hub().progressed.emit(self, percent)

    def show_progress(self, percent: int) -> None:
        """On the GUI thread: show how far it is, where that is still wanted."""
        wanted = self._generation == hub().generation and shiboken6.isValid(self._parent)
        if wanted and self._shows_progress is not None:
            self._shows_progress(percent)

    def cancel_if_read(self) -> None:
        """Leave it out if it is a read that has not begun; a write that was asked for is still done."""
        if self._kind != "command" and self._future is not None and self._future.cancel():
            hub().running.discard(self)
            self._end_busy()
            self._let_go()

    def _end_busy(self) -> None:
        if self._busy is not None:
            self._busy.end()
            self._busy = None

    def finish(self) -> None:
        """On the GUI thread: show the outcome where it is still wanted."""
        try:
            self._finish()
        finally:
            self._let_go()

    def _let_go(self) -> None:
        """Hold on to nothing: a worker may be the last to hold this, and no widget may end on its thread."""
        self._done = self._failed = self._always = self._form = self._busy_widget = None
        self._shows_progress = None
        self._parent = self._result = self._error = None
        self._call = _nothing

    def _finish(self) -> None:
        centre = hub()
        centre.running.discard(self)
        self._end_busy()
        wanted = self._generation == centre.generation
        here = wanted and shiboken6.isValid(self._parent)
        if self._error is None:
            if here and self._done is not None:
                self._done(self._result)
            if wanted and self._kind == "command":
                announce(self._result)
        elif not isinstance(self._error, AppError):
            notify.defect(log.note_defect(self._error))
        elif here:
            self._show(self._error)
        elif wanted and self._kind == "command":
            notify.error(self._error)
        if here and self._always is not None and shiboken6.isValid(self._parent):
            self._always()

    def _show(self, error: AppError) -> None:
        if self._failed is not None and self._failed(error) is not False:
            return
        if isinstance(error, InputError) and self._form is not None:
            self._form.show_problems(error.problems)
        else:
            notify.error(error)


def _nothing() -> None:
    """What a task calls that has let go of everything."""


def command(parent: QObject, fn: Callable[..., Any], *args: Any) -> Task:
    """Return a write on the store, asked for by `parent`.

    Its result may be a Changed, or have one as `.changed`: open pages are then told what is stale.
    """
    return Task(parent, "command", fn, args)


def query(parent: QObject, fn: Callable[..., Any], *args: Any) -> Task:
    """Return a read of the store, asked for by `parent`."""
    return Task(parent, "query", fn, args)


def render(parent: QObject, fn: Callable[..., Any], *args: Any) -> Task:
    """Return work that needs no store, such as laying out a pack, asked for by `parent`."""
    return Task(parent, "render", fn, args)


def announce(result: object) -> None:
    """Tell every page what a write has touched, if `result` says so."""
    changed = result if isinstance(result, Changed) else getattr(result, "changed", None)
    if isinstance(changed, Changed):
        hub().changed.emit(changed)


def use(store: Executor, rendering: Executor) -> None:
    """Run the work on these executors, for tests."""
    hub().store, hub().rendering = store, rendering


def discard() -> None:
    """Forget whatever was asked for so far, as the program locks: no result is shown any more.

    Reads that have not begun are left out, work that reports how far it is stops. Writes that were asked for
    are still done, in their order, so a command given after this (dispose of the engine, wipe the key) comes
    after all of them.
    """
    hub().generation += 1
    for task in tuple(hub().running):
        task.stop()
        task.cancel_if_read()


def shutdown() -> None:
    """End both workers as the program ends; waits for writes that were asked for."""
    discard()
    centre = hub()
    for worker in (centre.rendering, centre.store):
        if worker is not None:
            worker.shutdown(wait=True)
    centre.rendering = centre.store = None
    centre.sweeper.stop()
