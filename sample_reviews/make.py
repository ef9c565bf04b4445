#!/usr/bin/env python3
"""Make the sample reviews from the texts in source/.

    python3 make.py                make every file
    python3 make.py NAME ...       make only source/NAME.txt ...
    python3 make.py --check        check codings-*.tsv against the sources
    python3 make.py --list         words and pages of each file, as a table

Needs python-docx (Debian: python3-docx), LibreOffice Writer and poppler-utils.
Everything described in the texts is invented. See README.md.

Source markup (source/NAME.txt, UTF-8)
  First `key: value` lines, then a blank line, then the body.
    file     output name with extension (.pdf .docx .txt)
    title    document title          kind    lcspr | rapid-review | agency-summary | plain
    case     Child B                 header  running header text
    tagged   yes | no (PDF only)     marking OFFICIAL-SENSITIVE
    Optional: look (slate teal plum forest rust plain), font (Arial ...), size (11),
      date (2023-05-16, for metadata), author, breaks (no = chapters do not start a
      new page), autonumber (yes = headings numbered by Word), controls (yes = form
      values held in Word content controls), landscape (yes)
  Body:
    # Chapter   ## Section   ### Sub        headings
    4.12 Text   or   12. Text               numbered paragraph, literal number
    - text      1) text      > text         bullet, auto-numbered item, quotation
    [page]  [contents]                      page break, contents page
    [cover] ... [/cover]                    cover; `# ` and `## ` lines are title, subtitle
    [table widths=3,2,6 header=yes]         rows, cells split by ` | `, \\n breaks a cell
    [/table]
    [form] ... [/form]                      two columns: label | value
    ^[note]   **text**                      footnote, bold
  Paragraphs are split by blank lines.
"""
import csv
import datetime
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import zipfile

try:
    import docx
except ImportError:  # the Debian package belongs to the system's python
    if sys.executable != "/usr/bin/python3" and os.path.exists("/usr/bin/python3"):
        os.execv("/usr/bin/python3", ["/usr/bin/python3", os.path.abspath(__file__)] + sys.argv[1:])
    raise

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn, nsdecls
from docx.shared import Cm, Pt, RGBColor

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(HERE, "source")
OUT = os.path.join(HERE, "files")
CODEBOOK = "/work/shared/domain/codebook.json"

# heading colour, table-head fill, label fill
LOOKS = {
    "slate": ("2F3B4C", "D9DEE5", "EEF1F4"),
    "teal": ("1B4B52", "D3E3E4", "EBF3F3"),
    "plum": ("4B2A4A", "E4D9E4", "F4EFF4"),
    "forest": ("2C4A36", "D8E4DB", "EEF4EF"),
    "rust": ("6B3420", "EBDCD5", "F6F0ED"),
    "plain": ("000000", "D9D9D9", "F2F2F2"),
}


# ---------------------------------------------------------------- reading

def read_source(path):
    with open(path, encoding="utf-8") as f:
        lines = f.read().replace("\r\n", "\n").split("\n")
    meta, i = {}, 0
    while i < len(lines) and lines[i].strip():
        m = re.match(r"([A-Za-z-]+):\s*(.*)$", lines[i])
        if not m:
            sys.exit("%s line %d: not `key: value`: %r" % (path, i + 1, lines[i]))
        meta[m.group(1).lower()] = m.group(2).strip()
        i += 1
    for key in ("file", "title", "kind"):
        if key not in meta:
            sys.exit("%s: no %s" % (path, key))
    return meta, parse(lines[i:], path)


def cells(line):
    return [c.strip() for c in re.split(r"\s\|(?=\s|$)", " " + line.rstrip() + " ")]


def parse(lines, path):
    blocks, para, i = [], [], 0

    def flush():
        if not para:
            return
        text = " ".join(x.strip() for x in para)
        del para[:]
        m = re.match(r"(\d+(?:\.\d+)+|\d+\.)\s+(\S.*)$", text)
        if m:
            blocks.append(("num", m.group(1), m.group(2)))
        else:
            blocks.append(("p", text))

    while i < len(lines):
        line = lines[i].rstrip()
        s = line.strip()
        i += 1
        if not s:
            flush()
            continue
        m = re.match(r"(#{1,3}) (.+)$", s)
        if m:
            flush()
            blocks.append(("h", len(m.group(1)), m.group(2).strip()))
        elif s in ("[page]", "[contents]"):
            flush()
            blocks.append((s[1:-1],))
        elif s.startswith("[cover]") or s.startswith("[table") or s == "[form]":
            flush()
            name = re.match(r"\[(\w+)", s).group(1)
            opts = dict(re.findall(r"(\w+)=([\w.,]+)", s))
            rows = []
            while i < len(lines) and lines[i].strip() != "[/%s]" % name:
                rows.append(lines[i].strip())
                i += 1
            if i == len(lines):
                sys.exit("%s: [%s] is not closed" % (path, name))
            i += 1
            if name == "cover":
                blocks.append(("cover", rows))
            else:
                body = [cells(r) for r in rows if r]
                n = max(len(r) for r in body)
                body = [r + [""] * (n - len(r)) for r in body]
                if name == "form":
                    blocks.append(("form", body))
                else:
                    w = [float(x) for x in opts.get("widths", ",".join("1" * n)).split(",")]
                    if len(w) != n:
                        sys.exit("%s: table has %d columns, %d widths: %r" % (path, n, len(w), body[0]))
                    blocks.append(("table", w, opts.get("header", "no") == "yes", body))
        elif s.startswith("- "):
            flush()
            blocks.append(("bullet", s[2:].strip()))
        elif re.match(r"\d+\) ", s):
            flush()
            blocks.append(("auto", s.split(" ", 1)[1].strip()))
        elif s.startswith("> "):
            flush()
            blocks.append(("quote", s[2:].strip()))
        else:
            para.append(line)
    flush()
    return blocks


NOTE = re.compile(r"\^\[([^\]]*)\]")


def units(blocks, meta):
    """The document's text, one string for each paragraph or line of a cell.
    A footnote mark stands as NUL, so that no quotation may run across it."""
    out, notes = [], []

    def add(t):
        notes.extend(NOTE.findall(t))
        out.append(NOTE.sub("\0", t).replace("**", ""))

    for b in blocks:
        if b[0] in ("p", "bullet", "auto", "quote"):
            add(b[1])
        elif b[0] in ("num", "h"):
            add(b[2])
        elif b[0] == "cover":
            for r in b[1]:
                add(re.sub(r"^#+ ", "", r))
        elif b[0] in ("table", "form"):
            for r in b[-1]:
                for c in r:
                    for piece in c.split("\\n"):
                        add(piece.strip())
    return [u for u in out if u] + notes


def word_count(blocks, meta):
    return sum(len(u.replace("\0", " ").split()) for u in units(blocks, meta))


# ---------------------------------------------------------------- Word parts

def shade(cell, fill):
    pr = cell._tc.get_or_add_tcPr()
    pr.append(parse_xml('<w:shd %s w:val="clear" w:color="auto" w:fill="%s"/>' % (nsdecls("w"), fill)))


def set_font(style, name):
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for a in list(fonts.attrib):
        del fonts.attrib[a]
    for a in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn("w:" + a), name)


def field(par, code, size=None, color=None):
    for kind, text in (("begin", None), (None, code), ("separate", None), ("t", "1"), ("end", None)):
        run = par.add_run()
        if size:
            run.font.size = Pt(size)
        if color:
            run.font.color.rgb = RGBColor.from_string(color)
        if kind == "t":
            run.text = text
        elif kind:
            e = OxmlElement("w:fldChar")
            e.set(qn("w:fldCharType"), kind)
            run._r.append(e)
        else:
            e = OxmlElement("w:instrText")
            e.set(qn("xml:space"), "preserve")
            e.text = " %s " % text
            run._r.append(e)


def rule(par, side, color, size=8, space=4):
    ppr = par._p.get_or_add_pPr()
    bdr = parse_xml('<w:pBdr %s><w:%s w:val="single" w:sz="%d" w:space="%d" w:color="%s"/></w:pBdr>'
                    % (nsdecls("w"), side, size, space, color))
    before = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
    for child in ppr:
        if any(child.tag == qn(b) for b in before):
            child.addprevious(bdr)
            return
    ppr.append(bdr)


class Writer:
    def __init__(self, meta, blocks, contents=None):
        self.meta, self.blocks = meta, blocks
        self.contents = contents            # {entry number: page}
        self.color, self.fill, self.label = LOOKS[meta.get("look", "slate")]
        self.font = meta.get("font", "Arial")
        self.size = float(meta.get("size", "11"))
        self.report = meta["kind"] == "lcspr"
        self.notes = []
        self.doc = docx.Document()
        self.setup()

    # -- styles and page
    def setup(self):
        d = self.doc
        sec = d.sections[0]
        sec.page_width, sec.page_height = Cm(21), Cm(29.7)
        if self.meta.get("landscape") == "yes":
            sec.orientation = WD_ORIENT.LANDSCAPE
            sec.page_width, sec.page_height = Cm(29.7), Cm(21)
        sec.left_margin = sec.right_margin = Cm(2.54 if self.report else 2.0)
        sec.top_margin, sec.bottom_margin = Cm(2.6), Cm(2.3)
        sec.header_distance, sec.footer_distance = Cm(1.2), Cm(1.0)
        self.width = (sec.page_width - sec.left_margin - sec.right_margin) / 360000.0  # cm
        st = d.styles
        lang = parse_xml('<w:lang %s w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>' % nsdecls("w"))
        rpr = st["Normal"].element.get_or_add_rPr()
        rpr.append(lang)
        for e in st.element.iter(qn("w:lang")):
            e.set(qn("w:val"), "en-GB")
        n = st["Normal"]
        set_font(n, self.font)
        n.font.size = Pt(self.size)
        n.paragraph_format.space_after = Pt(9 if self.report else 6)
        n.paragraph_format.line_spacing = 1.25 if self.report else 1.1
        sizes = {1: 18, 2: 13, 3: 11.5} if self.report else {1: 14, 2: 12, 3: 11}
        for k, size in sizes.items():
            h = st["Heading %d" % k]
            set_font(h, self.font)
            h.font.size, h.font.bold, h.font.italic = Pt(size), True, False
            h.font.color.rgb = RGBColor.from_string(self.color)
            f = h.paragraph_format
            f.space_before = Pt({1: 0 if self.report and self.breaks() else 16, 2: 14, 3: 10}[k])
            f.space_after = Pt({1: 14 if self.report else 6, 2: 7, 3: 5}[k])
            f.line_spacing, f.keep_with_next = 1.1, True
        t = st["Title"]
        set_font(t, self.font)
        for b in t.element.findall(".//" + qn("w:pBdr")):
            b.getparent().remove(b)
        t.font.size, t.font.bold = Pt(28 if self.report else 18), True
        t.font.color.rgb = RGBColor.from_string(self.color)
        t.paragraph_format.space_after = Pt(8)
        s = st["Subtitle"]
        set_font(s, self.font)
        s.font.size, s.font.bold, s.font.italic = Pt(15), False, False
        s.font.color.rgb = RGBColor.from_string(self.color)
        for name, base in (("Numbered Paragraph", "Normal"), ("Contents Line", "Normal"), ("Table Text", "Normal")):
            x = st.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            x.base_style = st[base]
        f = st["Numbered Paragraph"].paragraph_format
        f.left_indent, f.first_line_indent = Cm(1.25), Cm(-1.25)
        f.tab_stops.add_tab_stop(Cm(1.25))
        f = st["Contents Line"].paragraph_format
        f.space_after = Pt(3)
        f.line_spacing = 1.15
        f = st["Table Text"]
        f.font.size = Pt(self.size - 1.5 if self.report else self.size - 1)
        f.paragraph_format.space_after, f.paragraph_format.line_spacing = Pt(2), 1.05
        f.paragraph_format.space_before = Pt(2)
        q = st["Quote"]
        set_font(q, self.font)
        q.font.italic, q.font.color.rgb = True, RGBColor(0x33, 0x33, 0x33)
        q.paragraph_format.left_indent, q.paragraph_format.right_indent = Cm(2), Cm(1)
        for name in ("List Bullet", "List Number"):
            st[name].paragraph_format.space_after = Pt(4)
        x = st.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
        x.base_style = n
        x.font.size = Pt(9)
        x.paragraph_format.space_after, x.paragraph_format.line_spacing = Pt(0), 1.0
        x = st.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
        x.font.superscript = True

        p = d.core_properties
        when = datetime.datetime.strptime(self.meta.get("date", "2023-01-16"), "%Y-%m-%d").replace(hour=9)
        p.title, p.subject = self.meta["title"], "Invented sample document"
        p.author = self.meta.get("author", "Marrowmere Safeguarding Children Partnership")
        p.last_modified_by, p.comments, p.keywords = p.author, "", ""
        p.created = p.modified = p.last_printed = when
        p.revision, p.language = 1, "en-GB"
        self.running(sec)

    def breaks(self):
        return self.meta.get("breaks", "yes" if self.report else "no") == "yes"

    def running(self, sec):
        marking, head = self.meta.get("marking", ""), self.meta.get("header", "")
        has_cover = any(b[0] == "cover" for b in self.blocks)
        if has_cover:
            sec.different_first_page_header_footer = True
            if marking:
                p = sec.first_page_header.paragraphs[0]
                p.alignment = WD_ALIGN_PARAGRAPH.CENTER
                p.add_run(marking).bold = True
        hdr = sec.header
        p = hdr.paragraphs[0]
        p.paragraph_format.tab_stops.clear_all()
        if marking:
            p.alignment = WD_ALIGN_PARAGRAPH.CENTER
            r = p.add_run(marking)
            r.bold, r.font.size = True, Pt(10)
            p.paragraph_format.space_after = Pt(2)
            p = hdr.add_paragraph()
        if head:
            p.alignment = WD_ALIGN_PARAGRAPH.RIGHT if not marking else WD_ALIGN_PARAGRAPH.CENTER
            r = p.add_run(head)
            r.font.size, r.font.color.rgb = Pt(9), RGBColor(0x55, 0x55, 0x55)
            if self.report:
                rule(p, "bottom", self.color, 6, 3)
        f = sec.footer.paragraphs[0]
        f.alignment = WD_ALIGN_PARAGRAPH.CENTER
        grey = "555555"

        def word(t):
            r = f.add_run(t)
            r.font.size, r.font.color.rgb = Pt(9), RGBColor.from_string(grey)
        word("Page ")
        field(f, "PAGE", 9, grey)
        word(" of ")
        field(f, "NUMPAGES", 9, grey)

    # -- text
    def runs(self, par, text, bold=None):
        pos = 0
        for m in re.finditer(NOTE.pattern + r"|\*\*(.+?)\*\*", text):
            if text[pos:m.start()]:
                par.add_run(text[pos:m.start()]).bold = bold
            pos = m.end()
            if m.group(2):
                par.add_run(m.group(2)).bold = True
                continue
            self.notes.append(m.group(1))
            r = par.add_run()
            r.style = self.doc.styles["Footnote Reference"]
            e = OxmlElement("w:footnoteReference")
            e.set(qn("w:id"), str(len(self.notes) + 1))
            r._r.append(e)
        if text[pos:]:
            par.add_run(text[pos:]).bold = bold
        return par

    def numbering(self):
        return self.doc.part.numbering_part.element

    def new_abstract(self, levels, multi="multilevel"):
        num = self.numbering()
        aid = max([int(a.get(qn("w:abstractNumId"))) for a in num.findall(qn("w:abstractNum"))] + [0]) + 1
        x = '<w:abstractNum %s w:abstractNumId="%d"><w:multiLevelType w:val="%s"/>' % (nsdecls("w"), aid, multi)
        for k, (text, left, hang, style) in enumerate(levels):
            x += ('<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="decimal"/>%s<w:lvlText w:val="%s"/>'
                  '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="%d" w:hanging="%d"/></w:pPr></w:lvl>'
                  % (k, '<w:pStyle w:val="%s"/>' % style if style else "", text, left, hang))
        e = parse_xml(x + "</w:abstractNum>")
        first = num.find(qn("w:num"))
        if first is not None:
            first.addprevious(e)
        else:
            num.append(e)
        return aid

    def new_num(self, aid):
        num = self.numbering()
        nid = max([int(a.get(qn("w:numId"))) for a in num.findall(qn("w:num"))] + [0]) + 1
        num.append(parse_xml('<w:num %s w:numId="%d"><w:abstractNumId w:val="%d"/><w:lvlOverride w:ilvl="0">'
                             '<w:startOverride w:val="1"/></w:lvlOverride></w:num>' % (nsdecls("w"), nid, aid)))
        return nid

    def put_num(self, ppr, nid, level):
        e = parse_xml('<w:numPr %s><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>' % (nsdecls("w"), level, nid))
        old = ppr.find(qn("w:numPr"))
        if old is not None:
            ppr.remove(old)
        ppr._insert_numPr(e)

    # -- blocks
    def build(self):
        d = self.doc
        auto_aid = self.new_abstract([("%1.", 720, 360, None)], "singleLevel")
        if self.meta.get("autonumber") == "yes":
            aid = self.new_abstract([("%1.", 567, 567, "Heading1"), ("%1.%2", 567, 567, "Heading2")])
            nid = self.new_num(aid)
            for k in (1, 2):
                self.put_num(d.styles["Heading %d" % k].element.get_or_add_pPr(), nid, k - 1)
        auto, started = None, False
        for b in self.blocks:
            kind = b[0]
            if kind != "auto":
                auto = None
            if kind == "cover":
                self.cover(b[1])
                started = True
                continue
            if kind == "page":
                self.pending = True
                continue
            if kind == "contents":
                self.contents_page()
                started = True
                continue
            if kind == "h":
                p = d.add_paragraph(style="Heading %d" % b[1])
                self.runs(p, b[2])
                if (b[1] == 1 and self.breaks() and started) or getattr(self, "pending", False):
                    p.paragraph_format.page_break_before = True
                if b[1] == 1 and self.report:
                    rule(p, "bottom", self.color, 6, 4)
            elif kind == "num":
                p = d.add_paragraph(style="Numbered Paragraph")
                p.add_run(b[1] + "\t")
                self.runs(p, b[2])
            elif kind == "p":
                p = self.runs(d.add_paragraph(), b[1])
            elif kind == "bullet":
                p = self.runs(d.add_paragraph(style="List Bullet"), b[1])
                if self.report:
                    p.paragraph_format.left_indent, p.paragraph_format.first_line_indent = Cm(2), Cm(-0.6)
            elif kind == "auto":
                if auto is None:
                    auto = self.new_num(auto_aid)
                p = self.runs(d.add_paragraph(style="List Number"), b[1])
                self.put_num(p._p.get_or_add_pPr(), auto, 0)
            elif kind == "quote":
                p = self.runs(d.add_paragraph(style="Quote"), b[1])
            else:
                if getattr(self, "pending", False):
                    d.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
                self.table(b)
                p = None
            if getattr(self, "pending", False) and p is not None:
                p.paragraph_format.page_break_before = True
            self.pending = False
            started = True
        self.footnotes()
        return d

    def cover(self, rows):
        d = self.doc
        first = True
        for r in rows:
            if not r:
                d.add_paragraph().paragraph_format.space_after = Pt(10 if self.report else 2)
                continue
            style = None
            if r.startswith("# "):
                style, r = "Title", r[2:]
            elif r.startswith("## "):
                style, r = "Subtitle", r[3:]
            p = d.add_paragraph(style=style)
            self.runs(p, r)
            p.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if first:
                p.paragraph_format.space_before = Pt(110 if self.report else 0)
                first = False
            if style == "Title":
                rule(p, "bottom", self.color, 12, 8)

    def headings(self):
        return [(k, b[1], b[2]) for k, b in enumerate(self.blocks) if b[0] == "h" and b[1] < 3]

    def contents_page(self):
        d = self.doc
        p = d.add_paragraph()
        p.paragraph_format.page_break_before = True
        p.paragraph_format.space_after = Pt(14)
        r = p.add_run("Contents")
        r.bold, r.font.size = True, Pt(18)
        r.font.color.rgb = RGBColor.from_string(self.color)
        entries = self.headings()
        tight = len(entries) > 34
        for k, level, text in entries:
            p = d.add_paragraph(style="Contents Line")
            f = p.paragraph_format
            f.left_indent, f.right_indent = Cm(0 if level == 1 else 0.9), Cm(1.2)
            f.tab_stops.add_tab_stop(Cm(self.width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            if level == 1:
                f.space_before = Pt(3 if tight else 6)
            if tight:
                f.space_after, f.line_spacing = Pt(1), 1.0
            page = (self.contents or {}).get(k, 10)
            p.add_run("%s\t%d" % (NOTE.sub("", text), page)).bold = level == 1 or None

    def table(self, b):
        d = self.doc
        form = b[0] == "form"
        rows = b[-1]
        widths = [3.2, 6.8] if form else b[1]
        header = False if form else b[2]
        total = sum(widths)
        cm = self.fit([self.width * w / total for w in widths], rows)
        t = d.add_table(rows=0, cols=len(cm))
        t.style = d.styles["Table Grid"]
        t.alignment = WD_TABLE_ALIGNMENT.CENTER
        t.autofit = False
        for g, w in zip(t._tbl.tblGrid.findall(qn("w:gridCol")), cm):
            g.set(qn("w:w"), str(int(w * 567)))
        pr = t._tbl.tblPr
        pr.append(parse_xml('<w:tblBorders %s>%s</w:tblBorders>' % (nsdecls("w"), "".join(
            '<w:%s w:val="single" w:sz="4" w:space="0" w:color="9AA3AD"/>' % s
            for s in ("top", "left", "bottom", "right", "insideH", "insideV")))))
        pr.append(parse_xml('<w:tblCellMar %s><w:left w:w="90" w:type="dxa"/><w:right w:w="90" w:type="dxa"/>'
                            '</w:tblCellMar>' % nsdecls("w")))
        order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
        for e in sorted(pr, key=lambda e: order.index(e.tag.split("}")[1])):
            pr.append(e)
        for ri, row in enumerate(rows):
            tr = t.add_row()
            trpr = tr._tr.get_or_add_trPr()
            if sum(len(c) for c in row) < 900:
                trpr.append(OxmlElement("w:cantSplit"))
            if header and ri == 0:
                trpr.append(OxmlElement("w:tblHeader"))
            for ci, text in enumerate(row):
                c = tr.cells[ci]
                c.width = Cm(cm[ci])
                head = header and ri == 0
                if head:
                    shade(c, self.fill)
                elif form and ci == 0:
                    shade(c, self.label)
                for k, piece in enumerate(text.split("\\n")):
                    p = c.paragraphs[0] if k == 0 else c.add_paragraph()
                    p.style = d.styles["Table Text"]
                    self.runs(p, piece.strip(), True if head or (form and ci == 0) else None)
                if form and ci == 1 and self.meta.get("controls") == "yes" and text:
                    self.control(c, row[0])
        p = d.add_paragraph()
        p.paragraph_format.space_after = Pt(4)
        p.paragraph_format.line_spacing = 0.8

    def fit(self, cm, rows):
        """Widen columns that would break a date or a word, at the cost of the widest one."""
        em = self.doc.styles["Table Text"].font.size.pt * 0.03528
        for k in range(len(cm)):
            word = max((len(w) for r in rows for w in re.split(r"[\s\\-]|(?<=/)(?=\D)", r[k])), default=0)
            need = min(word, 14) * 0.57 * em + 0.42
            widest = max(range(len(cm)), key=lambda j: cm[j])
            if need > cm[k] and widest != k and cm[widest] - (need - cm[k]) > 3:
                cm[widest] -= need - cm[k]
                cm[k] = need
        return cm

    def control(self, cell, label):
        for p in cell.paragraphs:
            rs = p._p.findall(qn("w:r"))
            if not rs:
                continue
            sdt = parse_xml('<w:sdt %s><w:sdtPr><w:alias w:val="%s"/><w:text/></w:sdtPr><w:sdtContent/></w:sdt>'
                            % (nsdecls("w"), re.sub(r"[^\w /-]", "", label)[:60]))
            rs[0].addprevious(sdt)
            for r in rs:
                sdt.find(qn("w:sdtContent")).append(r)

    def footnotes(self):
        if not self.notes:
            return
        x = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes %s>' % nsdecls("w"),
             '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>',
             '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r>'
             '</w:p></w:footnote>']
        for k, n in enumerate(self.notes):
            n = n.replace("&", "&amp;").replace("<", "&lt;")
            x.append('<w:footnote w:id="%d"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr>'
                     '<w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r>'
                     '<w:t xml:space="preserve"> %s</w:t></w:r></w:p></w:footnote>' % (k + 2, n))
        x.append("</w:footnotes>")
        part = Part(PackURI("/word/footnotes.xml"),
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
                    "".join(x).encode("utf-8"), self.doc.part.package)
        self.doc.part.relate_to(part, RT.FOOTNOTES)


# ---------------------------------------------------------------- files

def save_docx(doc, path):
    tmp = path + ".tmp"
    doc.save(tmp)
    with zipfile.ZipFile(tmp) as a, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for n in a.namelist():
            if n == "docProps/thumbnail.jpeg":
                continue
            data = a.read(n)
            if n in ("_rels/.rels", "[Content_Types].xml"):
                data = re.sub(rb'<Relationship [^>]*thumbnail[^>]*/>', b"", data)
            info = zipfile.ZipInfo(n, (2024, 1, 2, 9, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            z.writestr(info, data)
    os.remove(tmp)


PROFILE = None


def to_pdf(path, outdir, tagged):
    global PROFILE
    if PROFILE is None:
        PROFILE = tempfile.mkdtemp(prefix="samples_lo_")
    yn = "true" if tagged else "false"
    opts = ('{"UseTaggedPDF":{"type":"boolean","value":"%s"},"ExportBookmarks":{"type":"boolean","value":"%s"}}'
            % (yn, yn))
    subprocess.run(["soffice", "-env:UserInstallation=file://" + PROFILE, "--headless", "--convert-to",
                    "pdf:writer_pdf_Export:" + opts, "--outdir", outdir, path],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240,
                   env=dict(os.environ, SOURCE_DATE_EPOCH="1704186000"))
    return os.path.join(outdir, os.path.splitext(os.path.basename(path))[0] + ".pdf")


def pdf_pages(path):
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, stdout=subprocess.PIPE).stdout
    pages = text.decode("utf-8").split("\f")
    return pages[:-1] if pages and not pages[-1].strip() else pages


def squash(t):
    return re.sub(r"\s+", "", t).lower()


def find_pages(pdf, w):
    """Page of each chapter and section, found in order after the contents page."""
    pages = [squash(p) for p in pdf_pages(pdf)]
    start = next((i for i, p in enumerate(pages) if "contents" in p and "....." in p), 0)
    while start < len(pages) and "....." in pages[start]:
        start += 1
    found, at, pos = {}, start, 0
    for k, _, text in w.headings():
        want = squash(NOTE.sub("", text))
        for i in range(at, len(pages)):
            j = pages[i].find(want, pos if i == at else 0)
            if j >= 0:
                at, pos = i, j + len(want)
                found[k] = i + 1
                break
        else:
            print("  no page found for heading %r" % text)
    return found


def steady_pdf(path):
    """Fixed date and identifier, of the same length, so that a rebuild gives the same bytes."""
    with open(path, "rb") as f:
        data = f.read()

    def same(m, new):
        return (new + b"0" * len(m.group(0)))[:len(m.group(0))]
    data = re.sub(rb"/CreationDate\(D:\d{14}", lambda m: b"/CreationDate(D:20240102090000", data)
    data = re.sub(rb"/ID \[ ?<[0-9A-F]{32}>\s*<[0-9A-F]{32}> ?\]",
                  lambda m: re.sub(rb"[0-9A-F]{32}", b"5A" * 16, m.group(0)), data)
    data = re.sub(rb"/DocChecksum /[0-9A-F]{32}", b"/DocChecksum /" + b"5A" * 16, data)
    with open(path, "wb") as f:
        f.write(data)


def make(path):
    meta, blocks = read_source(path)
    out = os.path.join(OUT, meta["file"])
    ext = os.path.splitext(out)[1].lower()
    if ext == ".txt":
        with open(out, "w", encoding="utf-8") as f:
            f.write(plain(meta, blocks))
    else:
        work = tempfile.mkdtemp(prefix="samples_")
        try:
            d = os.path.join(work, "x.docx")
            pages = None
            if any(b[0] == "contents" for b in blocks):
                for _ in range(2):
                    w = Writer(meta, blocks, pages)
                    save_docx(w.build(), d)
                    new = find_pages(to_pdf(d, work, False), w)
                    if new == pages:
                        break
                    pages = new
            doc = Writer(meta, blocks, pages).build()
            if ext == ".docx":
                save_docx(doc, out)
            else:
                save_docx(doc, d)
                pdf = to_pdf(d, work, meta.get("tagged", "yes") == "yes")
                steady_pdf(pdf)
                shutil.move(pdf, out)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    print("%-48s %6d words" % (meta["file"], word_count(blocks, meta)))


def plain(meta, blocks):
    out, notes, n = [], [], 0

    def clean(t):
        def f(m):
            notes.append(m.group(1))
            return " [%d]" % len(notes)
        return NOTE.sub(f, t).replace("**", "")

    def wrap(t, first="", rest=""):
        out.append(textwrap.fill(clean(t), 80, initial_indent=first, subsequent_indent=rest,
                                 break_long_words=False, break_on_hyphens=False))

    out.append(meta["title"] + "\n" + "=" * len(meta["title"]) + "\n")
    for k in ("marking",):
        if meta.get(k):
            out.append(meta[k] + "\n")
    prev = None
    for b in blocks:
        kind = b[0]
        n = n + 1 if kind == "auto" else 0
        if prev in ("bullet", "auto") and kind != prev:
            out.append("")
        if kind == "h":
            t = clean(b[2])
            out.append(t + "\n" + {1: "=", 2: "-", 3: "."}[b[1]] * len(t) + "\n")
        elif kind == "p":
            wrap(b[1])
            out.append("")
        elif kind == "num":
            wrap(b[2], b[1] + "  ", " " * (len(b[1]) + 2))
            out.append("")
        elif kind == "quote":
            wrap(b[1], "    ", "    ")
            out.append("")
        elif kind == "bullet":
            wrap(b[1], "- ", "  ")
        elif kind == "auto":
            wrap(b[1], "%d. " % n, "   ")
        elif kind == "cover":
            for r in b[1]:
                if r:
                    wrap(re.sub(r"^#+ ", "", r))
                    out.append("")
        elif kind == "form":
            for r in b[1]:
                wrap(r[0] + ": " + r[1].replace("\\n", "; "), "", "    ")
            out.append("")
        elif kind == "table":
            for r in b[3]:
                wrap(" | ".join(c.replace("\\n", " ") for c in r), "", "    ")
            out.append("")
        prev = kind
    if notes:
        out.append("Notes\n-----\n")
        for k, t in enumerate(notes):
            out.append(textwrap.fill("[%d] %s" % (k + 1, t), 80))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip() + "\n"


def pages_of(path):
    if path.endswith(".txt"):
        return ""
    work = tempfile.mkdtemp(prefix="samples_")
    try:
        if path.endswith(".docx"):
            src = os.path.join(work, "x.docx")
            shutil.copy(path, src)
            path = to_pdf(src, work, False)
        return len(pdf_pages(path))
    finally:
        shutil.rmtree(work, ignore_errors=True)


def table():
    print("| File | Case | Kind | Words | Pages |\n|---|---|---|---|---|")
    for path in sources():
        meta, blocks = read_source(path)
        out = os.path.join(OUT, meta["file"])
        print("| %s | %s | %s | %d | %s |" % (
            meta["file"], meta.get("case", ""), meta["kind"], word_count(blocks, meta),
            pages_of(out) if os.path.exists(out) else "not made"))


def check():
    themes = None
    if os.path.exists(CODEBOOK):
        with open(CODEBOOK, encoding="utf-8") as f:
            themes = set(x["id"] for x in json.load(f))
    texts = {}
    for path in sources():
        meta, blocks = read_source(path)
        texts[meta["file"]] = (meta, units(blocks, meta))
    bad = total = 0
    for path in sorted(glob.glob(os.path.join(HERE, "codings-*.tsv"))):
        seen = set()
        with open(path, encoding="utf-8", newline="") as f:
            rows = list(csv.reader(f, delimiter="\t", quoting=csv.QUOTE_NONE))
        if rows[0] != ["file", "theme", "polarity", "analyst", "quote", "memo"]:
            print("%s: header is %r" % (path, rows[0]))
            bad += 1
        for k, r in enumerate(rows[1:], 2):
            where, errs = "%s line %d" % (os.path.basename(path), k), []
            total += 1
            if len(r) == 5:
                r = r + [""]
            if len(r) != 6:
                print("%s: %d fields" % (where, len(r)))
                bad += 1
                continue
            name, theme, pol, who, quote, memo = r
            if name not in texts:
                errs.append("no such file %r" % name)
            else:
                n = sum(u.count(quote) for u in texts[name][1])
                if n != 1:
                    errs.append("quote occurs %d times: %s" % (n, quote[:70]))
            if themes is not None and theme not in themes:
                errs.append("no theme %r" % theme)
            if pol not in ("concern", "good-practice", "context"):
                errs.append("polarity %r" % pol)
            if who not in ("RP", "JM"):
                errs.append("analyst %r" % who)
            if not 4 <= len(quote.split()) <= 60:
                errs.append("quote has %d words" % len(quote.split()))
            if (name, theme, who, quote) in seen:
                errs.append("the same coding twice")
            seen.add((name, theme, who, quote))
            for e in errs:
                print("%s: %s" % (where, e))
            bad += len(errs)
    print("%d codings, %d problems" % (total, bad))
    return bad


def sources():
    return sorted(glob.glob(os.path.join(SOURCE, "*.txt")))


def main(args):
    try:
        if args == ["--check"]:
            return 1 if check() else 0
        if args == ["--list"]:
            table()
            return 0
        os.makedirs(OUT, exist_ok=True)
        paths = [os.path.join(SOURCE, a if a.endswith(".txt") else a + ".txt") for a in args] or sources()
        for p in paths:
            make(p)
        return 0
    finally:
        if PROFILE:
            shutil.rmtree(PROFILE, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
