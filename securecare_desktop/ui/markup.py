"""Text from records in places where Qt reads markup: it is shown exactly as it was typed."""


def escaped(text: str) -> str:
    """Return text as it stands between two tags. The library for it brings a table of all entities along."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def tip(text: str) -> str:
    """Return what a tooltip shows as `text`: one that looks like markup would be read as markup, pictures and all."""
    if "<" not in text and "&lt;" not in text:
        return text
    return f'<span style="white-space:pre-wrap">{escaped(text)}</span>'
