"""The command line: the same services without a window. With no command it opens the window.

Passwords come from a prompt or from the environment, never from an argument. Answers go to standard output,
one plain sentence about what went wrong to standard error. Exit: 0 done, 1 refused or failed, 2 usage.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from .core.clock import SystemClock
from .core.errors import AppError, InputError, Problem
from .core.labels import choices
from .core.log import note_defect, start_log
from .core.paths import default_store_folder, log_folder, replace_file
from .core.text import _, ngettext, use_language
from .domain.editions import Edition, HandedOut
from .domain.staff import Jurisdiction

if TYPE_CHECKING:
    from .services.bundle import Services
    from .services.packs import PackRequest

PASSWORD_VARIABLE = "SECURECARE_PASSWORD"  # noqa: S105 - the name of a variable, not a password
PDF_PASSWORD_VARIABLE = "SECURECARE_PDF_PASSWORD"  # noqa: S105


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or the window, and return the exit code."""
    use_language(os.environ.get("SECURECARE_LANGUAGE", "en_GB"))
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not know every letter of a name; it then shows a substitute, not a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    given = _parser().parse_args(argv)
    start_log(log_folder())
    try:
        return int(given.run(given))
    except InputError as error:
        for problem in error.problems:
            _say_error(problem.sentence)
        return 1
    except AppError as error:
        _say_error(error.sentence)
        return 1
    except (KeyboardInterrupt, EOFError):
        _say_error(_("Stopped. Nothing was changed."))
        return 1
    except Exception as error:  # the last door: a defect must not show record text
        reference = note_defect(error)
        _say_error(
            _(
                "Something went wrong in the program, reference {reference}. Nothing half-done was kept."
            ).format(reference=reference)
        )
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="securecare-desktop",
        description=_(
            "Encrypted records of placement plans, family time and changes of worker in secure care. "
            "Without a command it opens the window."
        ),
        epilog=_(
            "Your password is asked for, or taken from the environment variable {variable}. "
            "Exit codes: 0 done, 1 refused or failed, 2 wrong use."
        ).format(variable=PASSWORD_VARIABLE),
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("--store", metavar="DIR", type=Path, help=_("folder of the record store"))
    parser.add_argument(
        "--user", metavar="NAME", help=_("who signs in, as the name stands on the sign-in page")
    )
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(title=_("commands"), metavar="COMMAND")

    new = commands.add_parser("new-store", help=_("make an empty store with its first manager"))
    new.add_argument("--unit", required=True, metavar="NAME", help=_("name of the unit"))
    new.add_argument("--house", required=True, metavar="NAME", help=_("name of the house"))
    new.add_argument("--nation", required=True, choices=[value for value, _words in choices(Jurisdiction)])
    new.set_defaults(run=_new_store)

    demo = commands.add_parser("demo", help=_("make the fictional unit, its packs, and open it"))
    demo.add_argument(
        "--no-window", action="store_true", help=_("make the store, print the accounts and stop")
    )
    demo.add_argument(
        "--packs",
        metavar="DIR",
        type=Path,
        help=_("also write Kai's handover pack, plan and own copies into DIR"),
    )
    demo.set_defaults(run=_demo)

    pack = commands.add_parser("pack", help=_("save a handover pack, or the plan, as PDF"))
    pack.add_argument("young_person", metavar="YOUNG_PERSON", help=_("the name the young person uses"))
    pack.add_argument("--edition", required=True, choices=[edition.value for edition in Edition])
    pack.add_argument("--to", metavar="RECIPIENT", default="", help=_("who the copy is for"))
    pack.add_argument("--purpose", metavar="TEXT", default="", help=_("what the copy is for"))
    pack.add_argument("--destroy-by", metavar="YYYY-MM-DD", type=date.fromisoformat)
    pack.add_argument(
        "--plan-version", metavar="NUMBER", type=int, default=0,
        help=_("which version of the plan; without it, the one that counts"),
    )  # fmt: skip
    pack.add_argument(
        "--photos", action="store_true", help=_("print photos of sessions with a communication aid as well")
    )
    pack.add_argument("--out", required=True, metavar="FILE", type=Path, help=_("the PDF file to write"))
    pack.set_defaults(run=_pack)

    check = commands.add_parser(
        "check",
        help=_("look through the whole store, and the files that may be changed, and say what is wrong"),
    )
    check.set_defaults(run=_check)
    return parser


def _window(given: argparse.Namespace) -> int:
    from .app import run_window

    return run_window(given.store)


def _new_store(given: argparse.Namespace) -> int:
    from .services.stores import NewStore

    services = _services(given)
    made = services.stores.create(
        _folder(given),
        NewStore(
            unit_name=given.unit,
            house_name=given.house,
            jurisdiction=Jurisdiction(given.nation),
            manager_name=_user(given),
            password=_password(_("Choose a password for {name}: ").format(name=_user(given)), twice=True),
        ),
    )
    services.session.lock()
    _say(_("The store is made in {folder}.").format(folder=_folder(given)))
    _say(
        _("Recovery key, shown this once. Print it and put it in the safe: {key}").format(
            key=made.recovery_key
        )
    )
    return 0


def _demo(given: argparse.Namespace) -> int:
    from .services.demo import DEMO_PASSWORD, DEMO_SHIFT_LEAD, demo_accounts, make_demo_store

    folder = _folder(given)
    services = _services(given)
    if services.stores.exists(folder):
        _say(_("The demo unit is there already, in {folder}.").format(folder=folder))
    else:
        make_demo_store(services, folder)
        _say(_("The demo unit is made, in {folder}. All people in it are invented.").format(folder=folder))
    if given.packs:
        services.session.sign_in_named(DEMO_SHIFT_LEAD, DEMO_PASSWORD)
        _demo_packs(services, given.packs)
        services.session.lock()
    for account in demo_accounts():
        _say(f"{account.name}\t{account.role}")
    _say(_("Password: {password}").format(password=DEMO_PASSWORD))
    if given.no_window:
        return 0
    if not _has_display():
        _say(_("There is no display here, so the window stays closed."))
        return 0
    from .app import run_window

    return run_window(folder)


def _demo_packs(services: "Services", folder: Path) -> None:
    from .services.packs import PackRequest

    folder.mkdir(parents=True, exist_ok=True)
    kai = _young_person(services, "Kai")
    offer = services.packs.offer(kai)
    for name, edition in (
        ("handover-pack.pdf", Edition.INCOMING_WORKER),
        ("my-change-of-worker.pdf", Edition.YOUNG_PERSON),
        ("plan.pdf", Edition.PLAN),
        ("my-plan.pdf", Edition.PLAN_YOUNG_PERSON),
    ):
        request = PackRequest(
            young_person_id=kai, edition=edition, recipient=offer.recipient, purpose=offer.purposes[0]
        )
        _save_pack(services, request, folder / name)
        _say(str(folder / name))


def _pack(given: argparse.Namespace) -> int:
    from .services.packs import PackRequest

    services = _services(given)
    _writable(given.out)
    _sign_in(services, given)
    try:
        young_person_id = _young_person(services, given.young_person)
        request = PackRequest(
            young_person_id=young_person_id,
            edition=Edition(given.edition),
            plan_version_id=_plan_version(services, young_person_id, given.plan_version),
            with_photos=given.photos,
            recipient=given.to,
            purpose=given.purpose,
            destroy_by=given.destroy_by,
            password=os.environ.get(PDF_PASSWORD_VARIABLE, ""),
        )
        _save_pack(services, request, given.out)
    finally:
        services.session.lock("signed_out")
    _say(str(given.out))
    return 0


def _plan_version(services: "Services", young_person_id: str, number: int) -> str:
    """Return the id of a version of the plan, empty for the one that counts."""
    if not number:
        return ""
    found = next((v for v in services.plans.versions(young_person_id) if v.number == number), None)
    if found is None:
        raise AppError(
            _("There is no version {number} of this plan.").format(number=number),
            _("Leave --plan-version out for the one that counts."),
        )
    return found.id


def _save_pack(services: "Services", request: "PackRequest", out: Path) -> None:
    issued = services.packs.hand_out(request, HandedOut.SAVED)
    try:
        replace_file(out, issued.pdf)
    except OSError:
        services.packs.not_made(issued.copy, _("the file could not be written"))
        raise AppError(
            _("The file {file} could not be written.").format(file=out),
            _("Look whether the folder is there, may be written to and has room. The register says so too."),
        ) from None
    if issued.left_out:
        _say(_("Something was left out. The pack says what, and why."))
    if issued.copy.draft and not issued.copy.missing:
        _say(_("It says DRAFT: this version of the plan does not count yet."))
    elif issued.copy.draft:
        _say(
            ngettext(
                "It says DRAFT: {n} thing is missing, listed in the pack.",
                "It says DRAFT: {n} things are missing, listed in the pack.",
                issued.copy.missing,
            ).format(n=issued.copy.missing)
        )


def _check(given: argparse.Namespace) -> int:
    services = _services(given)
    _sign_in(services, given)
    try:
        report = services.audit.check()
    finally:
        services.session.lock("signed_out")
    from .services.resource_faults import faults_in_resources

    faults = faults_in_resources()
    for fault in faults:
        _say_error(fault.sentence)
    if not report.sound:
        _say_error(report.wrong)
        return 1
    _say(report.summary)
    return 1 if faults else 0


def _services(given: argparse.Namespace) -> "Services":
    from .services.bundle import build_services

    return build_services(SystemClock(), _folder(given))


def _sign_in(services: "Services", given: argparse.Namespace) -> None:
    services.session.sign_in_page()  # says plainly when there is no whole store, before a password is asked
    services.session.sign_in_named(_user(given), _password(_("Password of {name}: ").format(name=given.user)))


def _young_person(services: "Services", name: str) -> str:
    wanted = name.strip().casefold()
    found = [
        p.id
        for p in services.young_people.list()
        if wanted in (p.name_used.casefold(), p.legal_name.casefold())
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise AppError(
            _("More than one young person is called that."),
            _("Write the first and last name in quotation marks."),
        )
    raise AppError(
        _("There is no young person of that name whose records you may see."),
        _("Write the name as it stands in the window's list."),
    )


def _folder(given: argparse.Namespace) -> Path:
    return given.store if given.store is not None else default_store_folder()


def _user(given: argparse.Namespace) -> str:
    if not given.user:
        raise InputError((Problem("user", _("Say who you are: --user NAME, before the command.")),))
    return str(given.user)


def _password(question: str, *, twice: bool = False) -> str:
    from_environment = os.environ.get(PASSWORD_VARIABLE)
    if from_environment is not None:
        return from_environment
    import getpass

    password = getpass.getpass(question)
    if twice and getpass.getpass(_("Once more: ")) != password:
        raise InputError((Problem("password", _("The two passwords differ. Nothing was made.")),))
    return password


def _writable(out: Path) -> None:
    if not out.parent.is_dir():
        raise AppError(
            _("The folder {folder} is not there.").format(folder=out.parent),
            _("Make it first, or choose another place for the file."),
        )
    if out.is_dir():
        raise AppError(
            _("{file} is a folder.").format(file=out), _("Write the name of the PDF file at its end.")
        )


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _say_error(text: str) -> None:
    sys.stderr.write(text + "\n")
