"""A flowchart drawn from a table with the headers from | question | yes | no.

Each row is a numbered question. An answer that holds the number of the next row leads straight
down; one that holds another row's number says where to go; any other words are an outcome in a
box at the side.
"""

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from network.tagged_pdf import artifact
from resources.demo import house_style as house
from resources.demo.blocks import SourceError, Span, Spans, Table, plain

HEADERS = ("from", "question", "yes", "no")
_PADDING, _GAP, _DROP = 9, 8, 26
_YES, _NO = HexColor(f"#{house.ACCENT}"), HexColor(f"#{house.WARM}")


def is_flowchart(table: Table) -> bool:
    """Whether the table is to be drawn."""
    return tuple(text.lower() for text in table.header_texts) == HEADERS


def flowchart_steps(table: Table, make_paragraph) -> list["FlowStep"]:
    """One drawing per row. `make_paragraph(spans, style_name)` gives a tagged paragraph.

    Raises SourceError when a row is empty or two rows have the same number.
    """
    names = [plain(row[0]) for row in table.rows]
    if len(set(names)) < len(names) or "" in names:
        raise SourceError("flowchart: each row needs its own number in the column 'from'")
    steps = []
    for index, (name, row) in enumerate(zip(names, table.rows, strict=True)):
        following = names[index + 1] if index + 1 < len(names) else None
        question = make_paragraph((Span(f"{name}. ", bold=True), *row[1]), "Question")
        down, side = "", []
        for label, spans in (("Yes", row[2]), ("No", row[3])):
            target = plain(spans)
            if not target:
                raise SourceError(f"flowchart: row {name} has no answer for {label.lower()}")
            if target == following:
                down = label if not down else "Yes or no"
                continue
            words: Spans = (Span(f"Go to question {target}."),) if target in names else spans
            side.append((label, make_paragraph((Span(f"{label}: ", bold=True), *words), "Outcome")))
        answer = make_paragraph((Span(f"{down}: go on", bold=True),), "Down") if down else None
        steps.append(FlowStep(question, side, down, answer))
    return steps


class FlowStep(Flowable):
    """A question box, its outcomes to the right, and the arrow down to the next question."""

    def __init__(self, question, side, down, answer):
        super().__init__()
        self.question, self.side, self.down, self.answer = question, side, down, answer

    def wrap(self, available_width, available_height):
        self.width = available_width
        self.box_width = available_width * (0.56 if self.side else 0.72)
        self.side_left = available_width * 0.64
        inner = self.box_width - 2 * _PADDING
        self.question_height = self.question.wrap(inner, 10_000)[1]
        side_inner = self.width - self.side_left - 2 * _PADDING
        self.side_heights = [
            paragraph.wrap(side_inner, 10_000)[1] + 2 * _PADDING for _, paragraph in self.side
        ]
        stacked = sum(self.side_heights) + _GAP * max(len(self.side) - 1, 0)
        self.body = max(self.question_height + 2 * _PADDING, stacked)
        if self.answer:
            self.answer.wrap(self.box_width / 2, _DROP)
        self.height = self.body + (_DROP if self.down else 10)
        return self.width, self.height

    def draw(self):
        canvas, top = self.canv, self.height
        with artifact(canvas):
            self._box((0, top - self.body, self.box_width, self.body), _YES, house.TINT)
        offset = (self.body - self.question_height) / 2
        self.question.drawOn(canvas, _PADDING, top - offset - self.question_height)
        for (label, paragraph), height in zip(self.side, self.side_heights, strict=True):
            colour, tint = (_YES, house.TINT) if label == "Yes" else (_NO, house.WARM_TINT)
            width = self.width - self.side_left
            with artifact(canvas):
                self._box((self.side_left, top - height, width, height), colour, tint, dashed=True)
                middle = top - height / 2
                self._arrow((self.box_width, middle), (self.side_left, middle), colour)
            paragraph.drawOn(canvas, self.side_left + _PADDING, top - height + _PADDING)
            top -= height + _GAP
        if self.down:
            colour = _NO if self.down == "No" else _YES
            middle = self.box_width / 2
            with artifact(canvas):
                self._arrow((middle, _DROP), (middle, 0), colour)
            self.answer.drawOn(canvas, middle + 8, _DROP / 2 - 6)

    def _box(self, place, colour, tint, *, dashed=False):
        canvas = self.canv
        canvas.saveState()
        canvas.setStrokeColor(colour)
        canvas.setFillColor(HexColor(f"#{tint}"))
        canvas.setLineWidth(1.2)
        if dashed:
            canvas.setDash(4, 2)
        canvas.roundRect(*place, 5, stroke=1, fill=1)
        canvas.restoreState()

    def _arrow(self, start, end, colour):
        (x1, y1), (x2, y2) = start, end
        canvas = self.canv
        canvas.saveState()
        canvas.setStrokeColor(colour)
        canvas.setFillColor(colour)
        canvas.setLineWidth(1.4)
        canvas.line(x1, y1, x2, y2)
        head = canvas.beginPath()
        head.moveTo(x2, y2)
        if y1 == y2:
            head.lineTo(x2 - 6, y2 + 4)
            head.lineTo(x2 - 6, y2 - 4)
        else:
            head.lineTo(x2 - 4, y2 + 6)
            head.lineTo(x2 + 4, y2 + 6)
        head.close()
        canvas.drawPath(head, stroke=0, fill=1)
        canvas.restoreState()
