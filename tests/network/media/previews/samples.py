"""Small files for previews, made here."""

import io

import openpyxl
import pikepdf


def pdf(*, pages: int = 2, password: str = "", size=(200, 300)) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=size)
    target = io.BytesIO()
    lock = pikepdf.Encryption(owner=password, user=password) if password else False
    document.save(target, encryption=lock)
    return target.getvalue()


def xlsx(*sheets: tuple[str, list[list]], hidden: str = "") -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name == hidden:
            sheet.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
