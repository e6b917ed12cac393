"""Words planted in records, and passwords, are found in no file: store, copies, drafts, log or temporary folder."""

import logging
import subprocess
import sys
import tempfile
from dataclasses import fields, replace
from pathlib import Path

import pytest

from securecare_desktop.core import log
from securecare_desktop.core.errors import AppError
from securecare_desktop.domain.editions import Edition, HandedOut
from securecare_desktop.domain.own_words import About, HowGiven, OwnWords
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.worker_changes import STEP_FIELDS
from securecare_desktop.services.packs import PackRequest
from tests.support.house import KAI, PASSWORD, House, change_id

PLANTED = "zebrafinchsong"
FORMS = [PLANTED.encode(form) for form in ("utf-8", "utf-16-le", "utf-16-be")]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def watched(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A house whose store, log and temporary files all lie in one folder that can be searched."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    root = logging.getLogger("securecare_desktop")
    before = list(root.handlers)
    log.start_log(tmp_path / "log")
    yield house
    for handler in [h for h in root.handlers if h not in before]:
        handler.close()
        root.removeHandler(handler)


def files_with(folder: Path, *wanted: bytes) -> list[str]:
    return [
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and any(form in file.read_bytes() for form in wanted)
    ]


def plant_everywhere(house: House) -> None:
    services = house.signed_in()
    kai = services.young_people.get(KAI)
    texts = {
        f.name: PLANTED for f in fields(kai) if f.type in (str, "str") and f.name not in ("id", "unit_id")
    }
    texts = {n: v for n, v in texts.items() if n not in ("written_by", "changed_by")}
    services.young_people.save(replace(kai, **texts))
    services.promises.save(Promise(young_person_id=KAI, what=PLANTED, made_by=PLANTED))
    services.worker_changes.save_words(
        OwnWords(
            young_person_id=KAI, given_how=HowGiven.SAID, words=PLANTED, about=About.WISH, about_id=change_id(KAI)
        )
    )  # fmt: skip
    for step in services.worker_changes.workspace(change_id(KAI)).file.steps:
        answers = {f.name: PLANTED for f in STEP_FIELDS[step.step] if f.kind in ("line", "text")}
        services.worker_changes.save_step(replace(step, answers=answers))
    services.drafts.keep("promises:new", KAI, {"what": PLANTED})
    request = PackRequest(
        young_person_id=KAI, edition=Edition.INCOMING_WORKER, recipient=PLANTED, purpose=PLANTED
    )
    services.packs.preview(request)
    services.packs.hand_out(replace(request, password="open the gate"), HandedOut.SAVED)
    assert services.search.find(PLANTED)
    with pytest.raises(AppError):
        services.young_people.overview(PLANTED)


def test_planted_words_are_in_no_file_while_running_or_after_a_lock(watched: House, tmp_path: Path) -> None:
    plant_everywhere(watched)
    assert files_with(tmp_path, *FORMS) == []
    watched.opened[0].session.lock()
    assert files_with(tmp_path, *FORMS) == []
    with watched.signed_in().session.reading(Action.READ_RECORDS, KAI) as work:
        assert work.promises.find(young_person_id=KAI)[0].what == PLANTED


def test_a_copy_of_the_store_is_encrypted_too(watched: House, tmp_path: Path) -> None:
    plant_everywhere(watched)
    watched.opened[0].session._opened().copy_to(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").stat().st_size > 100_000
    assert files_with(tmp_path, *FORMS) == []


def test_a_password_and_the_key_are_in_no_file(watched: House, tmp_path: Path) -> None:
    services = watched.signed_in()
    key = bytes(services.session.keys._key)
    services.session.lock()
    forms = (
        PASSWORD.encode(),
        PASSWORD.encode("utf-16-le"),
        key,
        key.hex().encode(),
        key.hex().upper().encode(),
    )
    assert files_with(tmp_path, *forms) == []


def _defect_in_a_save(services) -> TypeError:
    try:
        with services.session.writing(Action.WRITE_ENTRIES, KAI) as work:
            work.promises.add(Promise(young_person_id=KAI, what=PLANTED, made_by="Femi"))
            raise TypeError(PLANTED)
    except TypeError as error:
        return error


def test_a_defect_on_the_way_leaves_its_place_in_the_log_and_not_its_words(
    watched: House, tmp_path: Path
) -> None:
    services = watched.signed_in()
    log.note_defect(_defect_in_a_save(services))
    assert "TypeError" in (tmp_path / "log" / "securecare.log").read_text("utf-8")
    assert files_with(tmp_path, *FORMS) == []
    assert services.promises.list_for(KAI) == ()


KILLED = """
import os, sys
from pathlib import Path
from securecare_desktop.core.clock import SystemClock
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.promises import Promise
from securecare_desktop.security import wrapping
from securecare_desktop.security.keyslots import KeyCost
from securecare_desktop.services.bundle import build_services
wrapping.FLOOR = KeyCost(64, 1, 1)
services = build_services(SystemClock(), Path(sys.argv[1]))
services.session.sign_in_named("Denise Okafor", os.environ["SECURECARE_PASSWORD"])
services.promises.save(Promise(young_person_id=sys.argv[2], what=os.environ["PLANTED"], made_by="Femi"))
with services.session.writing(Action.WRITE_ENTRIES, sys.argv[2]) as work:
    work.promises.add(Promise(young_person_id=sys.argv[2], what="half " + os.environ["PLANTED"], made_by="Femi"))
    os._exit(137)
"""


def test_a_program_that_dies_in_the_middle_of_a_save_leaves_a_whole_store_and_no_words(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECURECARE_PASSWORD", PASSWORD)
    monkeypatch.setenv("PLANTED", PLANTED)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(house.folder), KAI], cwd=ROOT, timeout=60, check=False
    )
    assert ended.returncode == 137
    assert files_with(tmp_path, *FORMS) == []
    services = house.signed_in()
    assert [p.what for p in services.promises.list_for(KAI)] == [PLANTED]
    assert services.audit.check().sound
