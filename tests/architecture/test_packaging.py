"""The wheel and the checkout: everything is named, declared and free of one machine's places."""

import configparser
import re
import sys

from tests.architecture.source_tree import PACKAGE, ROOT, files, floors, imported

# What a library is called when it is imported, where that is not what it is called when it is installed.
IMPORT_NAMES = {
    "argon2": "argon2-cffi", "babel": "babel", "dateutil": "python-dateutil", "sqlalchemy": "sqlalchemy",
    "hunspell": "chunspell",
}  # fmt: skip
# Joined here, so that this file does not hold what it looks for.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("crates", "io"), ("yarnpkg", "com"),
        ("rubygems", "org"), ("anaconda", "org"), ("proxy", "golang", "org"), ("deb", "debian", "org"), ("archive", "ubuntu", "com"),
        ("ghcr", "io"), ("docker", "io"), ("unpkg", "com"), ("jsdelivr", "net"), ("huggingface", "co"),
    )
]  # fmt: skip
MACHINE_PATH = re.compile(r"(?<![\w./~{}$])(/(home|Users|work|root|mnt|media)/\w|[A-Z]:\\+Users\\+\w)")
NOT_TEXT = {".ttf", ".png", ".pdf", ".db", ".mo", ".ico", ".icns"}


def setup_cfg() -> configparser.ConfigParser:
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", "utf-8")
    return settings


def requirements(text: str) -> set[str]:
    return {re.split(r"[ <>=!~\[;]", line)[0].lower().replace("_", "-") for line in text.splitlines() if line}


def test_the_wheel_takes_every_package() -> None:
    here = {".".join(init.parent.relative_to(ROOT).parts) for init in (ROOT / PACKAGE).rglob("__init__.py")}
    named = set(setup_cfg()["options"]["packages"].split())
    assert named == here | {f"{PACKAGE}.resources"}


def test_every_folder_with_code_is_a_package() -> None:
    folders = {file.parent for file in (ROOT / PACKAGE).rglob("*.py")}
    assert not [str(folder) for folder in folders if not (folder / "__init__.py").exists()]


def test_a_library_is_declared_if_and_only_if_it_is_used() -> None:
    tops = {name.split(".")[0] for source in floors() for _, name in imported(source)}
    foreign = tops - set(sys.stdlib_module_names) - {PACKAGE, ""}
    used = {IMPORT_NAMES.get(name, name.lower()) for name in foreign - {"PySide6", "shiboken6"}}
    qt = {"pyside6-essentials", "pyside6-pdf"}
    assert requirements(setup_cfg()["options"]["install_requires"]) - qt == used


def test_qt_comes_without_the_bundle_of_what_we_do_not_use() -> None:
    wanted = requirements(setup_cfg()["options"]["install_requires"])
    assert {"pyside6-essentials", "pyside6-pdf"} <= wanted
    assert not {"pyside6", "pyside6-addons"} & wanted


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    found = []
    for file in files():
        if file.suffix in NOT_TEXT:
            continue
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            place = f"{file.relative_to(ROOT).as_posix()}:{number}"
            found += [f"{place}: {host}" for host in REGISTRIES if host in line]
            found += [f"{place}: {match[0]}" for match in [MACHINE_PATH.search(line)] if match]
    assert not found, "\n".join(found)
