"""Workbooks to fill in: named sheets, a frozen header, drop-downs, wrapped text, ready to print."""

import io
import math
import re
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from resources.demo import house_style as house
from resources.demo.archives import settled
from resources.demo.blocks import (
    Block,
    Heading,
    ListBlock,
    Paragraph,
    SourceError,
    Spans,
    Table,
    is_empty_cell,
    parse,
    plain,
)

HEADER_ROW = 4  # title, instruction, a narrow gap, then the header
SPARE_ROWS = 200  # rows below the last one that keep the drop-downs
_NAME_LIMIT = 31  # Excel's own limit for the name of a sheet
_LIST_LIMIT = 255  # Excel's own limit for the values of a drop-down
_CHOICES = re.compile(r"^(?P<name>.*?)\s*\[(?P<values>[^\]]*/[^\]]*)\]$")
# openpyxl keeps times without a zone, as UTC.
_NAIVE_TIMESTAMP = house.TIMESTAMP.replace(tzinfo=None)
_SIDE = Side(style="thin", color=house.LINE)
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_TOP_LEFT = Alignment(wrap_text=True, vertical="top", horizontal="left")


@dataclass
class _Sheet:
    name: str
    instruction: list[str]
    table: Table | None = None


def write_xlsx(body: str, *, title: str, subtitle: str = "", licence: str = "") -> bytes:
    """The workbook as XLSX bytes.

    Raises SourceError for a sheet without exactly one table, a name or list that Excel refuses,
    or Markdown that has no place in a sheet.
    """
    workbook = Workbook()
    workbook.remove(workbook.active)
    for sheet in _sheets(body):
        _fill(workbook.create_sheet(sheet.name), sheet, title, licence)
    properties = workbook.properties
    properties.title, properties.subject = title, subtitle
    properties.creator = properties.lastModifiedBy = house.PUBLISHER
    properties.language = house.LANGUAGE
    properties.created = _NAIVE_TIMESTAMP
    workbook.calculation.fullCalcOnLoad = True
    stream = io.BytesIO()
    workbook.save(stream)
    data = stream.getvalue()
    return settled(data, replace={"docProps/core.xml": _settled_core(workbook)})


def _settled_core(workbook: Workbook) -> bytes:
    from openpyxl.xml.functions import tostring

    # Saving stamps the clock's time; write the properties once more without it.
    workbook.properties.modified = _NAIVE_TIMESTAMP
    return tostring(workbook.properties.to_tree())


def _sheets(body: str) -> list[_Sheet]:
    sheets: list[_Sheet] = []
    for block in parse(body):
        if isinstance(block, Heading) and block.level == 1:
            sheets.append(_Sheet(plain(block.spans), []))
        elif not sheets:
            raise SourceError("a sheet starts with a ## heading that names it")
        else:
            _add(sheets[-1], block)
    for sheet in sheets:
        if sheet.table is None:
            raise SourceError(f"sheet {sheet.name!r}: has no table")
        if len(sheet.name) > _NAME_LIMIT or re.search(r"[\\/*?:\[\]]", sheet.name):
            raise SourceError(f"sheet {sheet.name!r}: Excel refuses this name")
    if not sheets:
        raise SourceError("a workbook needs at least one ## sheet")
    return sheets


def _add(sheet: _Sheet, block: Block) -> None:
    if isinstance(block, Paragraph):
        sheet.instruction.append(plain(block.spans))
    elif isinstance(block, ListBlock):
        for item in block.items:
            sheet.instruction.append("• " + " ".join(plain(b.spans) for b in item.blocks))
    elif isinstance(block, Table) and sheet.table is None:
        sheet.table = block
    else:
        raise SourceError(f"sheet {sheet.name!r}: holds paragraphs, lists and one table")


def _fill(sheet: Worksheet, source: _Sheet, title: str, licence: str) -> None:
    headers = [_header(source.name, text) for text in source.table.header_texts]
    widths = _widths(source.table, headers)
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    _heading(sheet, source, title, widths)
    for index, (name, choices) in enumerate(headers, start=1):
        cell = sheet.cell(HEADER_ROW, index, name)
        cell.font = Font(name="Arial", size=10.5, bold=True, color=house.WHITE)
        cell.fill = PatternFill("solid", fgColor=house.DEEP)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.border = _BORDER
        if choices:
            _drop_down(sheet, source, index, name, choices)
    names = [name for name, _ in headers]
    sheet.row_dimensions[HEADER_ROW].height = _height(names, widths, 10.5) + 8
    for number, row in enumerate(source.table.rows, start=HEADER_ROW + 1):
        texts = ["" if is_empty_cell(spans) else plain(spans) for spans in row]
        shown = ["" if text.startswith("=") else text for text in texts]
        sheet.row_dimensions[number].height = max(_height(shown, widths, 10) + 6, 24)
        for index, (spans, text) in enumerate(zip(row, texts, strict=False), start=1):
            _cell(sheet.cell(number, index), spans, text)
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 1)
    last = f"{get_column_letter(len(headers))}{HEADER_ROW + len(source.table.rows)}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}"
    _print_setup(sheet, licence)


def _heading(sheet: Worksheet, source: _Sheet, title: str, widths: list[float]) -> None:
    sheet["A1"] = f"{title}: {source.name}" if source.name != title else title
    sheet["A1"].font = Font(name="Arial", size=15, bold=True, color=house.DEEP)
    sheet.row_dimensions[1].height = 26
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=len(widths))
    text = "\n".join(source.instruction)
    sheet["A2"] = text or None
    sheet["A2"].font = Font(name="Arial", size=10, color=house.MUTED)
    sheet["A2"].alignment = _TOP_LEFT
    lines = sum(_lines(line, sum(widths)) for line in source.instruction)
    sheet.row_dimensions[2].height = 14 * max(lines, 1) + 4
    sheet.row_dimensions[3].height = 6


def _cell(cell, spans: Spans, text: str) -> None:
    code = len(spans) == 1 and spans[0].code
    if text:
        number = re.fullmatch(r"\d{1,6}", text)
        cell.value = int(text) if number else text
        # Only a formula written as code counts; other words that start with "=" stay words.
        if text.startswith("=") and not code:
            cell.data_type = "s"
    cell.font = Font(name="Arial", size=10, color=house.INK, bold=bool(spans and spans[0].bold))
    cell.alignment = _TOP_LEFT
    cell.border = _BORDER


def _header(sheet: str, text: str) -> tuple[str, list[str]]:
    found = _CHOICES.match(text)
    if not found:
        return text, []
    choices = [value.strip() for value in found["values"].split("/")]
    joined = ",".join(choices)
    if len(joined) > _LIST_LIMIT or joined.count(",") >= len(choices) or '"' in joined:
        raise SourceError(f"sheet {sheet!r}: the choices of {found['name']!r} do not fit a list")
    return found["name"], choices


def _drop_down(sheet, source: _Sheet, index: int, name: str, choices: list[str]) -> None:
    rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    rule.showErrorMessage = rule.showInputMessage = True
    rule.errorTitle, rule.error = "Choose from the list", f"Use one of: {', '.join(choices)}"[:220]
    rule.promptTitle, rule.prompt = name[:32], "Choose from the list"
    letter = get_column_letter(index)
    last = HEADER_ROW + len(source.table.rows) + SPARE_ROWS
    rule.add(f"{letter}{HEADER_ROW + 1}:{letter}{last}")
    sheet.add_data_validation(rule)


def _widths(table: Table, headers: list[tuple[str, list[str]]]) -> list[float]:
    """A width for each column, in Excel's letters."""
    widths = []
    line = 22 if len(headers) <= 8 else 18
    for index, (name, choices) in enumerate(headers):
        cells = [row[index] for row in table.rows if index < len(row)]
        texts = [plain(cell) for cell in cells if not is_empty_cell(cell)]
        texts = [text for text in texts if not text.startswith("=")]
        longest = max(map(len, texts), default=0)
        text_width = longest + 3 if longest <= 36 else min(0.6 * longest + 14, 56)
        word = max(len(word) for word in name.split()) + 4
        room = line if len(texts) < len(cells) else 0
        if choices:
            room = min(max(map(len, choices)) + 4, line)
        widths.append(float(max(text_width, word, room)))
    return widths


def _lines(text: str, width: float) -> int:
    return sum(max(1, math.ceil(len(line) * 1.08 / width)) for line in text.split("\n"))


def _height(texts: list[str], widths: list[float], size: float) -> float:
    pairs = zip(texts, widths, strict=False)
    return max(_lines(text, width - 1) for text, width in pairs) * size * 1.35


def _print_setup(sheet: Worksheet, licence: str) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.oddFooter.left.text = house.footer_line(licence).replace("&", "&&")
    sheet.oddFooter.right.text = "&A, page &P of &N"
    sheet.sheet_view.showGridLines = False
