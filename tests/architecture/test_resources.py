"""What ships beside the code: every file that code names is there, and nothing comes without its licence."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator

import pytest

from tests.architecture.kit import icon_names
from tests.architecture.source_tree import ROOT, Source, called, floors, literal_texts, parse

RESOURCES = ROOT / "resources"
FONT_FAMILIES = {
    "AtkinsonHyperlegibleNext": "atkinson-hyperlegible-next",
    "NotoSans": "noto-sans",
    "NotoNaskhArabic": "noto-naskh-arabic",
}


def named_resources(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Yield the file or folder of each `resource("...")`; of an f-string, the folder that is certain."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and called(node) == "resource" and node.args:
            match node.args[0]:
                case ast.Constant(value=str(name)):
                    yield node, name
                case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
                    yield node, start.rpartition("/")[0]


def test_every_resource_that_code_names_exists() -> None:
    missing = [
        source.at(node, f"resources/{name} is not there")
        for source in floors()
        for node, name in named_resources(source)
        if not (RESOURCES / name).exists() and name != "translations"
    ]
    assert not missing, "\n".join(missing)


def named_icons(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Yield every icon that is named by a literal where an icon is made or a widget takes one."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            for argument in icon_names(node):
                for name in literal_texts(argument):
                    yield name, name.value


def test_every_icon_that_code_names_exists() -> None:
    missing = [
        source.at(node, f"there is no icon {name!r}")
        for source in floors("ui", "app")
        for node, name in named_icons(source)
        if name and not (RESOURCES / "icons" / f"{name}.svg").exists()
    ]
    assert not missing, "\n".join(missing)


def test_the_rule_sees_icons_by_place_and_by_name() -> None:
    sample = parse(
        "icon('a')\nicons.icon('b' if x else 'c')\nChip('d', word)\nCard(title, icon='e')\nlabel('f')"
    )
    assert {name for _, name in named_icons(sample)} == set("abcde")


def test_the_rule_reads_plain_and_formatted_names() -> None:
    sample = parse("resource('fonts/a.ttf')\npaths.resource(f'icons/{name}.svg')")
    assert [name for _, name in named_resources(sample)] == ["fonts/a.ttf", "icons"]


def test_every_font_has_its_licence_and_its_place_in_the_notice() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    for font in (RESOURCES / "fonts").glob("*.ttf"):
        family = font.name.partition("_")[0]
        licence = RESOURCES / "fonts" / f"LICENSE-{FONT_FAMILIES[family]}.txt"
        assert "SIL Open Font License" in licence.read_text("utf-8")
        assert f"resources/fonts/{family}_*.ttf" in notice
        assert f"resources/fonts/{licence.name}" in notice


def test_the_icons_have_their_licence_and_their_place_in_the_notice() -> None:
    assert "ISC License" in (RESOURCES / "icons" / "LICENSE-lucide.txt").read_text("utf-8")
    assert "resources/icons/LICENSE-lucide.txt" in (ROOT / "NOTICE").read_text("utf-8")


def test_every_icon_is_drawn_in_the_colour_of_its_place() -> None:
    icons = list((RESOURCES / "icons").glob("*.svg"))
    assert icons
    fixed = [icon.name for icon in icons if re.search(r"#[0-9a-fA-F]{3,6}\b", icon.read_text("utf-8"))]
    assert not fixed


@pytest.mark.parametrize("kind", ["toml", "json"])
def test_every_data_file_can_be_read(kind: str) -> None:
    read = {"toml": tomllib.loads, "json": json.loads}[kind]
    for file in RESOURCES.rglob(f"*.{kind}"):
        assert read(file.read_text("utf-8")), file
