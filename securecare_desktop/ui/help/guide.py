"""The text of Help: the keys, from the one table of shortcuts, and then the user guide."""

from ...core.paths import resource
from ...core.text import _
from .. import actions

_PEOPLE_KEYS = "young_person_"


def help_text() -> str:
    """Return the whole of Help as Markdown."""
    guide = resource("help/user-guide.md").read_text("utf-8")
    start, mark, rest = guide.partition("\n## ")
    return f"{start}\n## {_('Keys')}\n\n{_keys_table()}{mark}{rest}"


def _keys_table() -> str:
    rows = [f"| {_('Keys')} | {_('What they do')} |", "|:---|:---|"]
    for act in actions.ACTS:
        if act.id == "young_person_1":
            first, last = actions.keys_in_words(act.id), actions.keys_in_words("young_person_9")
            keys = _("{first} to {last}").format(first=first, last=last[-1])
            rows.append(f"| {keys} | {_('A young person, in the order of the list at the left')} |")
        elif not act.id.startswith(_PEOPLE_KEYS):
            rows.append(f"| {actions.keys_in_words(act.id)} | {actions.text(act.id)} |")
    return "\n".join(rows) + "\n"
