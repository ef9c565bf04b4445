//! The lexicon: what else is found for a term. An entry of the deep dive takes the place of the shipped one.

use super::ground::counted;
use crate::app::action::Action;
use crate::app::gesture::{Gesture, KeepGesture};
use crate::app::session::Session;
use crate::model::LexiconEntry;
use crate::search::{Entry, Lexicon};
use crate::ui::reviews::words::note_ui;
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{DialogChoice, Ink, Pen, button, check_box, dialog, keep_in_view, section_label_ui, text_field};
use egui::{Align, Context, Key, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// Width of the dialog.
const WIDTH: f32 = 680.0;

/// The dialog.
#[derive(Debug, Default)]
pub(super) struct LexiconDialog {
    filter: String,
    /// The entry that is written in.
    draft: Option<Draft>,
    /// Whether what is shown was changed just now, so that its first field takes the keyboard.
    turned: bool,
}

/// An entry as it is written.
#[derive(Debug, Default)]
struct Draft {
    term: String,
    is_new: bool,
    /// One meaning a line.
    means: String,
    capitals_only: bool,
}

impl Draft {
    fn of(entry: &Entry) -> Self {
        let (term, means) = (entry.term.clone(), entry.means.join("\n"));
        Self { term, is_new: false, means, capitals_only: entry.capitals_only }
    }

    fn entry(&self) -> LexiconEntry {
        let means = self.means.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
        LexiconEntry::new(&self.term, means, self.capitals_only)
    }
}

impl LexiconDialog {
    /// Shows it; false when it was closed.
    pub fn ui(&mut self, ctx: &Context, session: &Session, actions: &mut Vec<Action>) -> bool {
        let can = session.read_only().is_none();
        let shown = dialog("lexicon", "What else is found for a term", "Close").cancel("").width(WIDTH);
        let was_written = self.draft.is_some();
        let turned = std::mem::take(&mut self.turned);
        let choice = shown.show_ui(ctx, |ui, fresh| match &mut self.draft {
            Some(draft) => {
                if draft_ui(ui, session, draft, fresh || turned, actions) {
                    self.draft = None;
                }
            }
            None => self.list_ui(ui, session, fresh || turned, can),
        });
        // Esc leaves an entry before it leaves the list.
        let stays = match choice {
            Some(DialogChoice::Cancel) if self.draft.is_some() => {
                self.draft = None;
                true
            }
            Some(_) => false,
            None => true,
        };
        self.turned = was_written != self.draft.is_some();
        stays
    }

    fn list_ui(&mut self, ui: &mut Ui, session: &Session, fresh: bool, can: bool) {
        let style = Style::of(ui);
        let own = session.project().lexicon();
        let mut entries = Lexicon::listed(own.iter().map(Entry::from));
        entries.sort_by_key(|e| e.term.to_lowercase());
        ui.spacing_mut().item_spacing.y = style.space(0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = style.space(1);
            let add = button("Add a term").icon(icons::PLUS);
            let width = (ui.available_width() - add.size(&Pen::new(ui)).x - style.space(1)).max(style.tokens.size.rail);
            let hint = "A term or one of its meanings";
            let field = text_field(&mut self.filter, "Find in the lexicon").icon(icons::SEARCH).hint(hint).clearable();
            let field = field.width(width).show_ui(ui);
            if fresh {
                field.request_focus();
            }
            if ui.add_enabled(can, add).clicked() {
                self.draft = Some(Draft { is_new: true, term: self.filter.trim().to_owned(), ..Draft::default() });
            }
        });
        let wanted = self.filter.trim().to_lowercase();
        let fits = |e: &&Entry| {
            wanted.is_empty()
                || e.term.to_lowercase().contains(&wanted)
                || e.means.iter().any(|m| m.to_lowercase().contains(&wanted))
        };
        let found: Vec<&Entry> = entries.iter().filter(fits).collect();
        section_label_ui(ui, "Terms", &counted(found.len(), "term", "terms"));
        let mut chosen = None;
        // As high for one term as for all, so that nothing jumps while somebody types.
        let list = ScrollArea::vertical().id_salt("lexicon_list").max_height(ui.content_rect().height() * 0.5);
        list.auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if found.is_empty() {
                note_ui(ui, "No term has these letters. Add it, with what it means.", Style::of(ui).secondary);
            }
            for entry in found {
                let is_own = own.get(LexiconEntry::id_of(&entry.term)).is_some();
                if line_ui(ui, entry, is_own) && can {
                    chosen = Some(Draft::of(entry));
                }
            }
        });
        self.draft = chosen.or(self.draft.take());
    }
}

/// Shows an entry as it is written; true when it is done with.
fn draft_ui(ui: &mut Ui, session: &Session, draft: &mut Draft, fresh: bool, actions: &mut Vec<Action>) -> bool {
    let style = Style::of(ui);
    ui.spacing_mut().item_spacing.y = style.space(1);
    let own = session.project().lexicon().get(LexiconEntry::id_of(&draft.term));
    if draft.is_new {
        section_label_ui(ui, "Term", "");
        let field = text_field(&mut draft.term, "Term").hint("HV, safer sleep …").show_ui(ui);
        if fresh || (draft.term.is_empty() && draft.means.is_empty() && ui.memory(|m| m.focused().is_none())) {
            field.request_focus();
        }
    } else {
        section_label_ui(ui, &draft.term, if own.is_some() { "changed in this deep dive" } else { "as shipped" });
    }
    note_ui(
        ui,
        "Words and phrases that mean the same or are a kind of it, one a line. With none, only the term itself is found.",
        style.secondary,
    );
    let means = text_field(&mut draft.means, "Also finds").rows(6).show_ui(ui);
    if fresh && !draft.is_new {
        means.request_focus();
    }
    ui.add(check_box(
        &mut draft.capitals_only,
        "Only in capitals and as a whole word, because in small letters it is another word",
    ));
    let mut done = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(style.space(1), style.space(0));
        let entry = draft.entry();
        let changed = own.map_or_else(|| !entry.term.is_empty(), |own| *own != entry);
        if ui.add_enabled(changed, button("Save the term")).clicked() {
            actions.push(Gesture::Keep(KeepGesture::SetLexicon(Box::new(entry))).into());
            done = true;
        }
        if let Some(own) = own {
            let is_shipped = Lexicon::is_shipped(&own.term);
            if ui.add(button(if is_shipped { "Back to what is shipped" } else { "Remove the term" })).clicked() {
                actions.push(Gesture::Keep(KeepGesture::ForgetLexicon(own.id)).into());
                done = true;
            }
        }
        done |= ui.add(button("Back to the list")).clicked();
    });
    done || (ui.input(|i| i.key_pressed(Key::Escape)) && ui.memory(|m| m.focused().is_none()))
}

fn line_ui(ui: &mut Ui, entry: &Entry, is_own: bool) -> bool {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let means = if entry.means.is_empty() { "only itself".to_owned() } else { entry.means.join(", ") };
    let (rect, line) = ui.allocate_exact_size(vec2(ui.available_width(), tokens.size.row_dense), Sense::click());
    keep_in_view(&line);
    let own = if is_own { ", changed in this deep dive" } else { "" };
    let capitals = if entry.capitals_only { ", only in capitals" } else { "" };
    let name = format!("Change {}: {means}{capitals}{own}", entry.term);
    line.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if !ui.is_rect_visible(rect) {
        return line.clicked();
    }
    if line.hovered() {
        pen.fill(rect, tokens.radius.chip, style.hovered(style.surface));
    }
    if line.has_focus() {
        pen.row_ring(rect);
    }
    let (middle, inset) = (rect.center().y, style.space(1));
    let loud = Ink::new(Face::UiSemibold, tokens.type_scale.body, style.ink);
    let quiet = Ink::new(Face::Ui, tokens.type_scale.small, style.secondary);
    let column = (rect.width() * 0.28).round();
    pen.line_within(pos2(rect.left() + inset, middle), Align::Min, column - inset * 2.0, &entry.term, &loud);
    let sign = if is_own { "changed" } else { "" };
    let right = pen.line(pos2(rect.right() - inset, middle), Align::Max, sign, &quiet).left() - inset;
    let left = rect.left() + column;
    let cut = pen.line_within(pos2(left, middle), Align::Min, right - left, &means, &quiet).cut;
    let clicked = line.clicked();
    crate::ui::widgets::whole_on_hover_ui(line, cut, &means);
    clicked
}
