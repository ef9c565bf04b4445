//! What each control word does. Words that say only how something looks do nothing here.

use super::code_page::CodePage;
use super::machine::Machine;
use super::signs;
use super::state::{Dest, Par};
use super::story::Role;

impl Machine {
    /// Does what a control word says.
    pub(super) fn word(&mut self, name: &str, value: Option<i32>) {
        let opens = std::mem::replace(&mut self.fresh, false);
        if opens && self.opened(name) {
            return;
        }
        if let Some(sign) = signs::sign(name) {
            return self.say(sign);
        }
        match self.state.dest {
            Dest::Fonts => self.font_word(name, value),
            Dest::Styles => self.style_word(name, value),
            Dest::Form => self.form_word(name, value),
            Dest::Body | Dest::Label | Dest::Instruction => {
                self.letter_word(name, value);
                self.paragraph_word(name, value);
                self.table_word(name, value);
            }
            Dest::Skip | Dest::Husk | Dest::Property | Dest::FormEntry => {}
        }
        self.document_word(name, value);
    }

    /// The first word of a group, which may say where its text goes; whether that was all it said.
    fn opened(&mut self, name: &str) -> bool {
        let dest = self.state.dest;
        if name == "pict" {
            self.tally.pictures += usize::from(matches!(dest, Dest::Body | Dest::Husk | Dest::Property));
            self.state.dest = Dest::Skip;
            return true;
        }
        match dest {
            Dest::Body | Dest::Instruction => {}
            Dest::Husk => return self.opened_in_husk(name),
            Dest::Form if name == "ffl" => {
                self.form.entries.push(String::new());
                self.state.dest = Dest::FormEntry;
                return true;
            }
            Dest::Fonts | Dest::Styles | Dest::Form | Dest::Label => {
                return self.skip_if_starred(&["cs", "ds", "ts", "listtext"], name);
            }
            Dest::Skip | Dest::Property | Dest::FormEntry => return false,
        }
        if let Some(role) = self.story_of(name) {
            self.begin_story(role);
            return true;
        }
        self.state.dest = match name {
            "fonttbl" => Dest::Fonts,
            "stylesheet" => Dest::Styles,
            "listtext" | "pntext" => Dest::Label,
            "fldinst" => Dest::Instruction,
            "formfield" => {
                self.form = super::machine::Form::default();
                Dest::Form
            }
            "shp" | "shpinst" | "shpgrp" | "do" | "upr" | "mmath" => Dest::Husk,
            "object" => {
                self.tally.objects += 1;
                Dest::Husk
            }
            "nesttableprops" => {
                self.state.nested_row = true;
                return true;
            }
            "shppict" | "moMath" | "moMathPara" => return true,
            _ if is_left_out(name) => Dest::Skip,
            _ => return self.skip_if_starred(&[], name),
        };
        true
    }

    /// A group in a drawing, an object or a pair of wordings.
    fn opened_in_husk(&mut self, name: &str) -> bool {
        match name {
            "shptxt" | "dptxbxtext" => self.begin_story(Role::Frame),
            "ud" | "result" | "moMath" | "moMathPara" => self.state.dest = Dest::Body,
            "shpinst" | "shpgrp" | "do" | "shp" | "shppict" | "dptxbx" => {}
            "sp" => self.state.dest = Dest::Property,
            _ => self.state.dest = Dest::Skip,
        }
        true
    }

    fn story_of(&mut self, name: &str) -> Option<Role> {
        if self.state.dest != Dest::Body {
            return None;
        }
        Some(match name {
            "footnote" => {
                let [footnotes, _] = &mut self.notes;
                *footnotes += 1;
                Role::Note(footnotes.to_string())
            }
            "annotation" => {
                self.tally.comments += 1;
                Role::Comment
            }
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => Role::Furniture,
            "shptxt" | "dptxbxtext" => Role::Frame,
            _ => return None,
        })
    }

    fn skip_if_starred(&mut self, known: &[&str], name: &str) -> bool {
        if self.starred && !known.contains(&name) {
            self.state.dest = Dest::Skip;
            return true;
        }
        false
    }

    /// Words about the whole document, and those that work anywhere.
    fn document_word(&mut self, name: &str, value: Option<i32>) {
        let number = value.unwrap_or(0);
        match name {
            "ansicpg" => match CodePage::numbered(number) {
                Some(page) => self.page = page,
                None => drop(self.tally.unknown_pages.insert(number)),
            },
            "mac" => self.page = CodePage::numbered(10_000).unwrap_or(CodePage::DEFAULT),
            "pc" => self.page = CodePage::Dos437,
            "pca" => self.page = CodePage::Dos850,
            "deff" => self.default_font = number,
            "uc" => self.state.fallback = usize::try_from(number.clamp(0, 64)).unwrap_or(1),
            // An endnote is a footnote that says so.
            "ftnalt" => {
                if let Some(story) = self.stories.last_mut()
                    && matches!(story.role, Role::Note(_))
                {
                    let [footnotes, endnotes] = &mut self.notes;
                    (*footnotes, *endnotes) = (footnotes.saturating_sub(1), *endnotes + 1);
                    story.role = Role::Note(format!("endnote {endnotes}"));
                }
            }
            _ => {}
        }
    }

    fn font_word(&mut self, name: &str, value: Option<i32>) {
        match (name, value) {
            ("f", Some(number)) => {
                self.header.font = number;
                self.header.fonts.entry(number).or_default().name.clear();
            }
            ("fcharset", Some(charset)) => self.header.fonts.entry(self.header.font).or_default().charset = Some(charset),
            ("cpg", Some(page)) => self.header.fonts.entry(self.header.font).or_default().page = Some(page),
            _ => {}
        }
    }

    fn style_word(&mut self, name: &str, value: Option<i32>) {
        match name {
            "s" => self.header.style = value,
            "cs" | "ds" | "ts" | "tsrowd" => self.header.style = None,
            "outlinelevel" => {
                if let Some(style) = self.header.style {
                    self.header.styles.entry(style).or_default().outline = value;
                }
            }
            _ => {}
        }
    }

    fn form_word(&mut self, name: &str, value: Option<i32>) {
        match name {
            "ffres" => self.form.result = value.unwrap_or(0),
            "ffdefres" => self.form.default = value.unwrap_or(0),
            _ => {}
        }
    }

    fn letter_word(&mut self, name: &str, value: Option<i32>) {
        let on = value != Some(0);
        let state = &mut self.state;
        match name {
            "plain" => state.plain(),
            "f" => state.font = value,
            "b" => state.bold = on,
            "v" => state.hidden = on,
            "super" => state.raised = on,
            "up" => state.raised = on && value.unwrap_or(6) > 0,
            "nosupersub" | "sub" | "dn" => state.raised = false,
            "deleted" => state.deleted = on,
            "revised" => state.inserted = on,
            _ => {}
        }
    }

    fn paragraph_word(&mut self, name: &str, value: Option<i32>) {
        let par = &mut self.state.par;
        match name {
            "pard" => *par = Par::default(),
            "s" => par.style = value.unwrap_or(0),
            "outlinelevel" => par.outline = value,
            "intbl" => par.in_table = value != Some(0),
            "itap" => {
                par.depth = usize::try_from(value.unwrap_or(1)).unwrap_or(0);
                par.in_table = par.depth > 0;
            }
            "ilvl" => par.list_level = u8::try_from(value.unwrap_or(0).clamp(0, 8)).unwrap_or(0),
            "par" | "sect" | "page" | "column" => self.end_paragraph(),
            _ => {}
        }
    }

    fn table_word(&mut self, name: &str, value: Option<i32>) {
        let nested = self.state.nested_row;
        let depth = self.state.par.table_depth().max(2);
        match name {
            "cell" => return self.end_cell(1, false),
            "row" => return self.end_cell(1, true),
            "nestcell" => return self.end_cell(depth, false),
            "nestrow" => return self.end_cell(depth, true),
            _ => {}
        }
        let Some(story) = self.stories.last_mut() else { return };
        let [outer, inner] = &mut story.layouts;
        let layout = if nested { inner } else { outer };
        match name {
            "trowd" => *layout = super::table::RowLayout::default(),
            "trleft" => layout.left = value.unwrap_or(0),
            "clmrg" => layout.continues = true,
            "cellx" => {
                let continues = std::mem::take(&mut layout.continues);
                // Word allows 63 cells.
                if layout.cells.len() < 1_000 {
                    layout.cells.push((value.unwrap_or(0), continues));
                }
            }
            _ => {}
        }
    }
}

/// Groups that are no part of the text though they do not open with `\*`.
fn is_left_out(name: &str) -> bool {
    #[rustfmt::skip]
    const LEFT_OUT: [&str; 31] = [
        "colortbl", "info", "filetbl", "nonshppict", "nonesttables", "shprslt", "xe", "tc", "tcn", "rxe", "ftnsep", "ftnsepc",
        "ftncn", "aftnsep", "aftnsepc", "aftncn", "pntxta", "pntxtb", "private1", "template", "docvar", "bkmkstart", "bkmkend",
        "atnid", "atnauthor", "atndate", "atnref", "atnparent", "sp", "revtbl", "listpicture",
    ];
    LEFT_OUT.contains(&name)
}
