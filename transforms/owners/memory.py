"""What a reading of an article remembers from sentence to sentence: whom it named last, and what its paragraph has turned to."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.owners.frame import Frame


@dataclass(slots=True)
class Memory:
    """Filled as the article is read."""

    # Where paragraphs and sentences begin, and the paragraph that is read.
    paragraphs: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    paragraph: int = 0
    # The company and the project named last, for 该公司 and 该项目.
    company: str = ""
    project: str = ""
    # The project named last in the whole article, its park, and all that were named.
    any_project: str = ""
    project_park: str = ""
    projects: set[str] = field(default_factory=set)
    # The park in which a company or a project was first told of, by its name.
    homes: dict[str, str] = field(default_factory=dict)
    # The part of the park that was named last.
    zone: str = ""
    # The park whose 一期 the paragraph told of, so that its 二期 is the park's too.
    phased: Frame | None = None
    # Whether the paragraph has told of all parks of a place, so that those it then names stand for themselves.
    of_all: bool = False
    # The company or project that the heading above names, and whether that is what a picture shows: then only who speaks next is meant.
    under: Frame | None = None
    caption: bool = False
    # The park that the paragraph has turned to, and the one that the numbered heading above names.
    carried: str = ""
    headed: str = ""
    # Whether the occasion told last is a place's, or several parks' own.
    wider_occasion: bool = False
    # The park in which a county held the occasion told last, where the text has no other.
    held_in: str = ""

    def new_paragraph(self, start: int) -> None:
        """Forgets what held for the paragraph before."""
        self.paragraphs.append(start)
        self.paragraph = start
        self.project = ""
        self.carried = self.headed
        self.phased = None
        self.of_all = False
