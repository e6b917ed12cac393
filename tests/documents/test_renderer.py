"""What stands on printed pages: whole text in order, head and foot, fonts, bookmarks, tags."""

import io
import random
import tempfile
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from securecare_desktop.documents.drawing import overlap_bars
from securecare_desktop.documents.renderer import render
from securecare_desktop.documents.tree import (
    Bullets,
    Cell,
    Column,
    DatesList,
    Document,
    DraftBanner,
    Fact,
    Facts,
    Furniture,
    Heading,
    KeepTogether,
    Lines,
    PageBreak,
    Paragraph,
    Picture,
    ReasonBox,
    SideBySide,
    StatusLine,
    Table,
    Voice,
    bold,
    with_icon,
)

HARD = "<b>&amp;</b> <para> & 100 % \\ (brackets) <br/> ]]> %s {page}"


def words(count: int, seed: int = 1) -> list[str]:
    """Return words that can be told apart, so that a lost or moved one shows."""
    letters = random.Random(seed)
    return [f"{''.join(letters.choices('abcdefghij', k=letters.randint(1, 9)))}{n}" for n in range(count)]


@pytest.mark.parametrize(
    "part",
    [
        Paragraph(HARD),
        Heading(HARD),
        Facts((Fact(HARD, HARD),)),
        Bullets((HARD,)),
        Voice(title=HARD, quote=HARD, items=(HARD,), meta=HARD),
        Table((Column(HARD),), ((HARD,), (Cell(words=HARD, voice=HARD),))),
        ReasonBox(HARD, HARD),
        StatusLine("eye", HARD, HARD),
        DatesList((("Mon", HARD),)),
    ],
    ids=lambda part: type(part).__name__,
)
def test_typed_text_is_never_taken_for_markup(drawn, part):
    assert HARD in drawn(part).text


@pytest.mark.parametrize(
    "text",
    [
        "Dŵr, tŷ, Llŷr and Siân came by.",
        "Żółć gęślą jaźń, Łukasz Wiśniewski.",
        "Ștefan și Ioana din Brașov",
        "Nguyễn Thị Ánh Nguyệt",
        "Иван Петров, Київ",
        "Ελένη Παπαδοπούλου",
        "“Quoted” – it’s 5 € … ok",
    ],
)
def test_names_in_latin_greek_and_cyrillic_come_out_as_typed(drawn, text):
    pages = drawn(Paragraph(text), Table((Column("Who"),), ((text,),)))
    assert pages.text.count(text) == 2
    assert pages.rendered.boxed_characters == 0


def test_arabic_is_joined_and_reads_as_typed(drawn):
    pages = drawn(Paragraph("Her aunt is محمد الأمين and she rings."), Paragraph("مرحبا كيف حالك"))
    assert "محمد الأمين" in pages.text
    assert "مرحبا كيف حالك" in pages.text
    assert pages.rendered.boxed_characters == 0


def test_a_mark_stays_with_its_letter(drawn):
    pages = drawn(Paragraph("x\u0302y and e\u0301a"))
    assert "x\u0302y" in pages.text
    assert "\u00e9a" in pages.text  # composed, as it would be typed
    assert pages.rendered.boxed_characters == 0


def test_what_no_font_has_is_boxed_with_its_code_and_counted_in_a_line(drawn):
    pages = drawn(Paragraph("Well done \U0001f600 today, \u65e5 too."))
    assert "Well done U+1F600 today, U+65E5 too." in pages.text
    assert pages.rendered.boxed_characters == 2
    assert pages.text.endswith(
        "2 characters could not be printed with the fonts of this program. They stand as boxes with their codes."
    )


def test_a_joined_picture_is_one_box(drawn):
    pages = drawn(Paragraph("us: \U0001f468\u200d\U0001f469\u200d\U0001f467 done"))
    assert "U+1F468 U+200D U+1F469 U+200D U+1F467" in pages.text
    assert pages.rendered.boxed_characters == 1
    assert "1 character could not be printed" in pages.text


def test_a_page_without_boxes_says_nothing_of_them(drawn):
    assert "could not be printed" not in drawn(Paragraph("Plain words.")).text


def test_a_paragraph_of_twenty_thousand_characters_is_whole_and_in_order(drawn):
    typed = words(3200)
    assert len(" ".join(typed)) > 20_000
    pages = drawn(Paragraph("Before."), Paragraph(" ".join(typed)), Paragraph("After."))
    assert pages.rendered.pages > 3
    assert pages.body() == " ".join(["Before.", *typed, "After."])


@pytest.mark.parametrize("kind", ["cell", "bullet", "voice", "facts", "reason", "beside", "keep"])
def test_a_long_text_is_whole_and_in_order_wherever_it_stands(drawn, kind):
    typed = words(3200)
    text = " ".join(typed)
    part = {
        "cell": Table((Column(""), Column("", 3)), (("", text),)),
        "bullet": Bullets((text,)),
        "voice": Voice(items=(text,)),
        "facts": Facts((Fact("", text),), columns=1),
        "reason": ReasonBox("", text),
        "beside": SideBySide(((Paragraph(text),), ())),
        "keep": KeepTogether((Paragraph(text),)),
    }[kind]
    pages = drawn(part)
    assert pages.rendered.pages > 3
    assert pages.body().split() == typed


def test_one_word_without_end_is_cut_and_not_lost(drawn):
    word = "".join(str(n % 10) + "ab" for n in range(2000))
    assert drawn(Paragraph(word)).body().replace(" ", "") == word


def test_line_ends_are_kept(drawn):
    pages = drawn(Paragraph("one\ntwo\r\nthree\n\nfour"))
    lines = pages.texts[0].split("\n")
    assert [line for line in lines if line in ("one", "two", "three", "four")] == [
        "one",
        "two",
        "three",
        "four",
    ]


def test_head_and_foot_stand_on_every_page(drawn):
    pages = drawn(*[Paragraph(" ".join(words(150, seed))) for seed in range(20)])
    total = pages.rendered.pages
    assert total == len(pages.texts) > 3
    for number, text in enumerate(pages.texts, 1):
        assert text.count("OFFICIAL-SENSITIVE") == 2
        for line in (
            "Copy 4 for Sam Adeyemi, incoming key worker",
            "Destroy by 10 June 2026.",
            "Kai Renshaw, born 30 September 2010",
            "Pack 2, made by Denise Okafor, 22 May 2026 09:58",
            f"Page {number} of {total}",
        ):
            assert line in text


def test_a_page_without_marking_has_none(drawn):
    pages = drawn(Paragraph("Hello"), furniture=Furniture(foot_left="This page is yours."))
    assert pages.text == "This page is yours. Page 1 of 1 Hello"


def test_a_tables_head_is_repeated_on_every_page(drawn):
    rows = tuple((f"row {n}", " ".join(words(20, n))) for n in range(80))
    pages = drawn(Table((Column("Promise"), Column("Who keeps it now", 3)), rows))
    assert pages.rendered.pages > 2
    assert all("Who keeps it now" in text for text in pages.texts)
    for n in range(80):
        assert f"row {n} {' '.join(words(20, n))[:20]}" in pages.body()


def test_no_heading_stands_alone_at_the_foot_of_a_page(drawn):
    for lines in range(40, 60):
        pages = drawn(
            *[Paragraph("line") for _ in range(lines)], Heading("The heading"), Paragraph("Its text.")
        )
        assert any("The heading" in text and "Its text." in text for text in pages.texts)


def test_a_line_that_leads_goes_with_the_table_below_it(drawn):
    table = Table((Column("Head"),), (("First row",),))
    for count in range(38, 48):
        pages = drawn(
            *(Paragraph("x") for n in range(count)), Heading("Who"), Paragraph("Mind", leads=True), table
        )
        holding = [n for n, text in enumerate(pages.texts) if "Who" in text]
        assert holding == [n for n, text in enumerate(pages.texts) if "First row" in text]


def test_all_fonts_are_embedded(drawn):
    pages = drawn(
        Paragraph(("Plain, ", bold("bold"), ", Иван, محمد, \U0001f600")), Heading("Heading", "heart")
    )
    fonts = {}
    for page in pages.reader.pages:
        fonts |= dict(page["/Resources"]["/Font"].items())
    assert len(fonts) >= 4
    for font in fonts.values():
        assert "/FontFile2" in font.get_object()["/FontDescriptor"].get_object()
        assert "/ToUnicode" in font.get_object()


def test_the_file_says_its_title_and_language_and_no_name(drawn):
    pages = drawn(Heading("Kai Renshaw"), Paragraph("Kai"))
    assert pages.reader.metadata.title == "Handover pack"
    assert not any("Kai" in str(value) for value in pages.reader.metadata.values())
    root = pages.reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_headings_are_bookmarks_that_lead_to_their_pages(drawn):
    pages = drawn(
        Heading("First"), Heading("Under it", level=2), PageBreak(), Heading("Second & <last>", "heart")
    )
    first, below, second = pages.reader.outline
    assert (first.title, below[0].title, second.title) == ("First", "Under it", "Second & <last>")
    assert [pages.reader.get_destination_page_number(entry) for entry in (first, below[0], second)] == [
        0,
        0,
        1,
    ]


def test_the_structure_names_headings_paragraphs_tables_and_quotes(drawn):
    picture = Picture(
        overlap_bars("Hannah", "Sam", "15 May", "27 May", both="both", description="Both bars", overlaps=True)
    )
    rows = tuple((f"cell {n}",) for n in range(90))
    pages = drawn(
        Heading("Heading"),
        Paragraph("Text"),
        Voice(quote="“Mine.”"),
        picture,
        Bullets(("point",)),
        Table((Column("Head"),), rows),
    )
    root = pages.reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    roles = []
    alternatives = []

    def walk(element: DictionaryObject) -> None:
        roles.append(element.get("/S"))
        alternatives.append(element.get("/Alt"))
        for kid in element.get("/K", ()):
            child = kid.get_object()
            if child.get("/Type") == "/StructElem":
                walk(child)

    walk(root["/StructTreeRoot"]["/K"][0].get_object())
    for role in ("/H2", "/P", "/BlockQuote", "/Figure", "/L", "/LI", "/LBody", "/Table", "/TD"):
        assert role in roles
    assert roles.count("/TH") == 1  # read once, though it is printed on each page
    assert "Both bars" in alternatives
    assert [page["/StructParents"] for page in pages.reader.pages] == list(range(pages.rendered.pages))


def test_the_draft_line_names_the_page_of_the_list(drawn):
    banner = DraftBanner("DRAFT.", "6 things are missing. They are listed on page {page}.", "missing")
    pages = drawn(
        banner, PageBreak(), Paragraph("more"), PageBreak(), Heading("What is missing", anchor="missing")
    )
    assert "DRAFT. 6 things are missing. They are listed on page 3." in " ".join(pages.texts[0].split())


def test_the_same_tree_gives_the_same_bytes():
    document = Document(
        title="Pack",
        furniture=Furniture(foot_left="x"),
        parts=(
            Heading("Ŵ", "heart"),
            Paragraph("محمد 12 x\u0302 \U0001f600"),
            Table((Column("A"),), ((with_icon("check", "yes"),),)[0:0]),
        ),
    )
    first = render(document).pdf
    render(Document(title="Other", furniture=Furniture(), parts=(Paragraph("قلم سلام 99"),)))
    assert render(document).pdf == first


def test_rendering_leaves_no_file_behind(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    render(Document(title="Pack", furniture=Furniture(), parts=(Paragraph("text " * 5000), Lines(3))))
    assert list(tmp_path.iterdir()) == []


def test_a_landscape_document_lies_on_its_side():
    pdf = render(Document(title="Sheet", furniture=Furniture(), parts=(Paragraph("x"),), landscape=True)).pdf
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    assert box.width > box.height


def test_a_heading_goes_with_what_is_kept_together_below_it(drawn):
    rows = tuple((f"Mon {n} May", f"what {n}") for n in range(20))
    for lines in range(30, 48):
        pages = drawn(*[Paragraph("line")] * lines, Heading("Dates ahead"), KeepTogether((DatesList(rows),)))
        assert any("Dates ahead" in text and "what 0" in text and "what 19" in text for text in pages.texts)


def test_who_said_it_stands_with_what_was_said(drawn):
    for lines in range(34, 48):
        pages = drawn(*[Paragraph("line")] * lines, Voice(quote="“Mine.”", meta="Kai’s words."))
        assert any("“Mine.”" in text and "Kai’s words." in text for text in pages.texts)


def test_a_label_stands_with_its_value(drawn):
    for lines in range(34, 48):
        pages = drawn(*[Paragraph("line")] * lines, Facts((Fact("Allergies", "Penicillin " * 30),)))
        assert any("Allergies" in text and "Penicillin" in text for text in pages.texts)
