"""Words that young people use for themselves."""

from sqlalchemy.orm import Mapped

from ..domain.language import KeptWord
from .base import RecordRow, Repository, reference


class KeptWordRow(RecordRow):
    """Rows of KeptWord."""

    __tablename__ = "kept_word"
    __record_kind__ = "kept_words"
    __domain__ = KeptWord
    __order__ = ("term",)
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    term: Mapped[str]
    let_go: Mapped[bool]


class KeptWords(Repository[KeptWord]):
    """Plain queries on kept word rows."""

    row = KeptWordRow
