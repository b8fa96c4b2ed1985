"""Why a file is refused, in words for the person who chose it."""

REASONS = {
    "empty": "This file is empty. Choose the file again, or save it anew and try once more.",
    "name": "This file has no name that we can use. Rename it and try again.",
    "wrong-content": (
        "What is inside this file is not what its name says. Open it, use “Save as” to save it in "
        "the right format, and upload that copy."
    ),
    "broken": (
        "This file is damaged or unfinished and cannot be opened. Open it on your computer, save a "
        "fresh copy and upload that."
    ),
    "encrypted": (
        "This file is protected with a password. Save a copy without protection and upload that."
    ),
    "old-office": (
        "This file is in an old Office format. Open it and use “Save as” to save it as .docx, "
        ".pptx or .xlsx."
    ),
    "macros": (
        "This file holds macros (small programs). Save it in the ordinary format without macros "
        "and upload that copy."
    ),
    "embedded": (
        "This file holds another file or a control inside it. Remove the embedded object, or "
        "upload it as a file of its own."
    ),
    "external": (
        "This file fetches something from elsewhere when it is opened, such as a template, a "
        "picture or another workbook. Put the content into the file itself and remove the link."
    ),
    "template": (
        "This file is attached to a template on one computer or on the web, which is fetched when "
        "it is opened. In Word, open “Developer” (shown by “File”, “Options”, “Customize Ribbon”) "
        "and “Document Template”, write “Normal” instead of its address, choose “OK” and save the "
        "file."
    ),
    "add-in": (
        "This file starts an Office add-in when it is opened. In Office, open “File”, “Info”, "
        "“Check for Issues”, “Inspect Document”, remove all add-ins that it finds, and save the "
        "file."
    ),
    "field": (
        "This file holds a field that starts another program, or fetches a picture or a text from "
        "elsewhere (DDE, INCLUDEPICTURE, INCLUDETEXT, IMPORT, LINK). In Word, click on what it "
        "shows, press Ctrl+Shift+F9 so that only that is left, and save the file."
    ),
    "connection": (
        "This workbook fetches figures from elsewhere, such as a web page, a database or another "
        "workbook. In Excel, open “Data”, remove what “Queries & Connections” lists, turn formulas "
        "that fetch something into values, and save the file."
    ),
    "link": (
        "This file holds a link to something on one computer or an internal network, or to a "
        "program, and not to a web page or an e-mail address. Remove the link, or point it to an "
        "address that begins with https://."
    ),
    "program": (
        "This file holds a program, a script or a web page inside it, as no document needs. Copy "
        "what it shows into a new document and upload that."
    ),
    "active-pdf": (
        "This PDF holds a script, starts a program or carries an interactive form of a kind that "
        "can. Print it to a new PDF and upload that."
    ),
    "pdf-sends": (
        "This PDF has a button or an action that sends what is filled in to an address, or fetches "
        "something from one. Remove it, or print the file to a new PDF and upload that."
    ),
    "pdf-attachment": (
        "This PDF has other files attached to it. Save it without attachments and upload those as "
        "files of their own."
    ),
    "bomb": "This file unpacks to far more than its size and may be a trap. It was not opened.",
    "path": "This file holds names that point outside itself, as only a trap does.",
    "doctype": "This file holds XML definitions that no Office program writes. It was refused.",
    "complex": (
        "This file is too complicated to be checked. Divide it into smaller files, or print it to "
        "a new PDF."
    ),
    "binary-text": (
        "This file should hold plain text but holds something else. Save it as plain text (UTF-8)."
    ),
    "infected": (
        "The virus scanner found something harmful in this file. Do not open or send it; ask your "
        "own IT support to look at it."
    ),
    "scanner": (
        "This file could not be checked for viruses just now, so it was not taken. Please try "
        "again in a few minutes."
    ),
    "formula": (
        "A cell of this table starts a program when it is opened in a spreadsheet. Remove the "
        "formula."
    ),
}


class UploadRefused(Exception):  # noqa: N818 -- a verdict, not a fault
    """A file that is not let in.

    ``code`` names the rule (a key of ``REASONS``, "too-large" or "extension"); ``reason`` is the
    sentence to show.
    """

    def __init__(self, code: str, reason: str = "") -> None:
        self.code = code
        self.reason = reason or REASONS[code]
        super().__init__(self.reason)
