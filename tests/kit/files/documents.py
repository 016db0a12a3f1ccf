"""Office documents as Word, Excel, PowerPoint and LibreOffice lay them out, made by hand."""

from tests.kit.files.samples import OFFICE, OPEN, PNG, package

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGES = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation"),
}
HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"

Parts = dict[str, str | bytes]


def relations(*rows: tuple[str, str] | tuple[str, str, str]) -> str:
    """Kind, target, and `External` for what lies outside."""
    made = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{row[0]}" Target="{row[1]}"'
        + (f' TargetMode="{row[2]}"/>' if len(row) > 2 else "/>")
        for n, row in enumerate(rows, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGES}/relationships">{made}</Relationships>'


def types(kind: str, more: str = "") -> str:
    name, told = _MAIN[kind]
    return (
        f'{HEAD}<Types xmlns="{_PACKAGES}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="svg" ContentType="image/svg+xml"/>'
        f'<Override PartName="/{name}" ContentType="{OFFICE}{told}.main+xml"/>{more}</Types>'
    )


def office_parts(kind: str, body: str = "", *, more_types: str = "", **more: str | bytes) -> Parts:
    """The parts of a document whose main part holds `body`, and `more`."""
    name, _ = _MAIN[kind]
    return {
        "[Content_Types].xml": types(kind, more_types),
        "_rels/.rels": relations(("officeDocument", name)),
        name: f'{HEAD}<w:x xmlns:w="{_WORD}" xmlns:r="{RELATIONS}">{body}</w:x>',
        **more,
    }


def office(kind: str, body: str = "", *, more_types: str = "", **more: str | bytes) -> bytes:
    return package(office_parts(kind, body, more_types=more_types, **more), packed=True)


def related(kind: str, *rows: tuple[str, str] | tuple[str, str, str]) -> bytes:
    """A document whose main part has these relationships."""
    folder, _, name = _MAIN[kind][0].partition("/")
    return office(kind, **{f"{folder}/_rels/{name}.rels": relations(*rows)})


def field(*codes: str) -> str:
    """A field whose code lies in as many runs."""
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "end"))
    middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r>'
    return f"<w:p>{begin}{runs}{middle}{end}</w:p>"


_NAMES = {
    "office": f"{OPEN}office", "text": f"{OPEN}text", "table": f"{OPEN}table",
    "draw": f"{OPEN}drawing", "presentation": f"{OPEN}presentation", "script": f"{OPEN}script",
    "form": f"{OPEN}form", "meta": f"{OPEN}meta", "config": f"{OPEN}config",
    "ooo": "http://openoffice.org/2004/office", "xlink": "http://www.w3.org/1999/xlink",
}  # fmt: skip
SPACES = " ".join(f'xmlns:{key}="{value}"' for key, value in _NAMES.items())


def open_parts(kind: str, body: str = "", **more: str | bytes) -> Parts:
    content = f"{HEAD}<office:document-content {SPACES}><office:scripts/>{body}"
    return {
        "mimetype": OPEN + kind,
        "content.xml": f"{content}</office:document-content>",
        "META-INF/manifest.xml": f"{HEAD}<manifest/>",
        "Thumbnails/thumbnail.png": PNG,
        "Configurations2/accelerator/": "",
        **more,
    }


def open_document(kind: str, body: str = "", **more: str | bytes) -> bytes:
    return package(open_parts(kind, body, **more), packed=True)
