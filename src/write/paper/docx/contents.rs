//! The table of contents: a field that Word makes anew, with its entries already in it.

use super::body::is_in_contents;
use crate::write::docx::package::run;
use crate::write::paper::{Heading, Level};
use crate::write::xml::put;

/// The name of a heading's bookmark.
pub(super) fn bookmark(number: usize) -> String {
    format!("_Toc{}", 100_000_000 + number)
}

/// The field with its entries; `pages` has the page of every heading.
pub(super) fn contents(headings: &[&Heading], pages: &[usize], breaks_page: bool) -> String {
    const BEGIN: &str = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
    const SEPARATE: &str = "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
    const END: &str = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let instruction = |text: &str| format!("<w:r><w:instrText xml:space=\"preserve\"> {text} </w:instrText></w:r>");
    let mut xml =
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/></w:docPartObj>\
         </w:sdtPr><w:sdtContent><w:p><w:pPr><w:pStyle w:val=\"TOCHeading\"/>"
            .to_owned();
    xml.push_str(if breaks_page { "<w:pageBreakBefore/>" } else { "" });
    put(&mut xml, format_args!("</w:pPr>{}</w:p>", run("Contents", "")));
    let mut start = format!("{BEGIN}{}{SEPARATE}", instruction("TOC \\o \"1-2\" \\h \\z \\u"));
    for ((number, heading), page) in (1..).zip(headings).zip(pages) {
        if !is_in_contents(heading.level) {
            continue;
        }
        let style = if heading.level == Level::One { "TOC1" } else { "TOC2" };
        let name = bookmark(number);
        put(&mut xml, format_args!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}", std::mem::take(&mut start)));
        put(
            &mut xml,
            format_args!("<w:hyperlink w:anchor=\"{name}\" w:history=\"1\">{}<w:r><w:tab/></w:r>", run(&heading.text, "")),
        );
        let field = instruction(&format!("PAGEREF {name} \\h"));
        put(&mut xml, format_args!("{BEGIN}{field}{SEPARATE}{}{END}</w:hyperlink></w:p>", run(&page.to_string(), "")));
    }
    put(&mut xml, format_args!("<w:p><w:pPr><w:pStyle w:val=\"SectionEnd\"/></w:pPr>{start}{END}</w:p></w:sdtContent></w:sdt>"));
    xml
}
