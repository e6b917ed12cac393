"""Which column of a list goes where: one drop-down for each heading, with what stands under it in the file."""

from collections.abc import Callable

from ...core.text import _
from ...domain.import_columns import TARGETS, words_for
from ...domain.imports import ImportKind
from ...services.imports import Look
from ..widgets.card import Banner, Card
from ..widgets.fields import Field, Row
from ..widgets.form import Form
from ..widgets.labels import label

LEFT_OUT = "left_out"
_SAMPLES, _LONGEST = 3, 40


class ColumnsCard(Card):
    """The card. `changed` is called when somebody matches a column in another way."""

    def __init__(self, changed: Callable[[], object]) -> None:
        super().__init__(_("Which column is what"), icon="list-checks", inset=True)
        self._changed = changed
        self._headings: tuple[str, ...] = ()
        self.form: Form | None = None
        self.body.setSpacing(12)

    def show_look(self, kind: ImportKind, look: Look) -> None:
        """Show the columns of a file as they are most likely meant."""
        self.clear()
        self._headings = look.headings
        if look.remembered:
            words = _("These columns are matched as they were the last time.")
            self.body.addWidget(Banner(words, "", "info"))
        hint = _("Days are read day first: 3/4/26 is 3 April 2026. What is left out stays in the file.")
        self.body.addWidget(label(hint, "hint", wrap=True))
        choices = (
            (LEFT_OUT, _("Left out")),
            *((target.key, words_for(kind, target.key)) for target in TARGETS[kind]),
        )
        fields = tuple(
            Field(f"c{place}", heading, "choice", hint=_sample(look, place), choices=choices)
            for place, heading in enumerate(look.headings)
        )
        names = [field.name for field in fields]
        beside = tuple(Row(*names[at : at + 2]) for at in range(0, len(names) - 1, 2))
        self.form = Form(fields, rows=beside)
        self.form.set_values(
            {f"c{place}": look.columns.get(heading, LEFT_OUT) for place, heading in enumerate(look.headings)}
        )
        self.form.changed.connect(self._changed)
        self.body.addWidget(self.form)

    def columns(self) -> dict[str, str]:
        """Return the key by heading of every column that is not left out."""
        values = self.form.values() if self.form is not None else {}
        chosen = {heading: values.get(f"c{place}", "") for place, heading in enumerate(self._headings)}
        return {heading: key for heading, key in chosen.items() if key not in ("", LEFT_OUT)}


def _sample(look: Look, place: int) -> str:
    """Return what stands in the first rows of a column."""
    found = [row[place] for row in look.samples if place < len(row) and row[place]][:_SAMPLES]
    short = [" ".join(text.split()) for text in found]
    return " · ".join(f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text for text in short)
