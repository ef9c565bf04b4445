#!/usr/bin/env python3
"""Makes first inputs: seeds.py corpus FILE… sorts files by what they are; packages are unpacked into `package` inputs.

seeds.py --pack INPUT OUT.docx makes the zip that an input of `package` stands for."""
import hashlib, io, pathlib, sys, zipfile

MARK = b"\n=#=#= "
MOST = 200_000
TEXT = (".xml", ".rels", ".html", ".htm", ".rtf", ".txt", "mimetype")
FAMILY = {".pdf": "pdf", ".rtf": "rtf", ".html": "html", ".htm": "html", ".eml": "email", ".xls": "xls",
          ".txt": "text", ".md": "text", ".csv": "text", ".tsv": "text"}
FIRST = {".txt": b"\0", ".md": b"\1", ".csv": b"\2", ".tsv": b"\2"}


def unpacked(data):
    out = b""
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        for name in z.namelist():
            if name.endswith(TEXT) and "theme" not in name:
                out += MARK + name.encode() + b"\n" + z.read(name)
    return out


def pack(source, target):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as z:
        seen = set()
        for part in pathlib.Path(source).read_bytes().split(MARK)[1:]:
            name, _, content = part.partition(b"\n")
            if name not in seen:
                seen.add(name)
                z.writestr(name.decode("utf-8", "replace"), content)


def main():
    if sys.argv[1] == "--pack":
        return pack(sys.argv[2], sys.argv[3])
    corpus = pathlib.Path(sys.argv[1])
    for path in map(pathlib.Path, sys.argv[2:]):
        data, suffix = path.read_bytes(), path.suffix.lower()
        family = FAMILY.get(suffix)
        try:
            if data[:2] == b"PK":
                data, family = unpacked(data), "package"
        except Exception:
            continue
        data = FIRST.get(suffix, b"") + data if family == "text" else data
        if family and len(data) <= MOST:
            folder = corpus / family
            folder.mkdir(parents=True, exist_ok=True)
            (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


main()
