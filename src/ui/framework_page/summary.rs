//! The first tab of the pane: each statement with its passages, what is coded and not used yet, and where one writes.

use super::card::{Card, card_ui};
use super::found::Found;
use super::pane::{Meaning, Subject};
use super::typing::{Typing, field_id};
use super::wish::Wish;
use crate::app::framework::Differ;
use crate::model::{Choice, Written};
use crate::ui::reviews::words::{note_beside_ui, note_ui, say_ui};
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{Pen, button, icon_button, link_button, menu_button_ui, menu_entry, primary_button, text_field};
use egui::{EventFilter, Frame, Key, Margin, Modifiers, Role, Stroke, Ui, UiBuilder};

/// Letters of a statement in the menu of statements.
const SHORT: usize = 40;

/// Shows the tab.
pub(super) fn summary_ui(ui: &mut Ui, subject: &Subject<'_>, found: &Found, typing: &mut Typing, wishes: &mut Vec<Wish>) {
    if let Some(differ) = &found.differ {
        differ_ui(ui, subject, differ, wishes);
    }
    if typing.now() == Some(subject.spot) && subject.may_change {
        writing_ui(ui, subject, found, typing, wishes);
        return;
    }
    let style = Style::of(ui);
    remarks_ui(ui, subject, typing, wishes);
    if found.lines.is_empty() {
        let words = if found.passages.is_empty() { subject.cell.state.meaning_here() } else { "Nothing is written here yet." };
        note_ui(ui, words, style.secondary);
    }
    for (place, line) in found.lines.iter().enumerate() {
        let title = format!("Sentence {}", place + 1);
        let builder =
            UiBuilder::new().id_salt(("line", place)).accessibility_role(Role::Group).accessibility_label(title.clone());
        ui.scope_builder(builder, |ui| {
            say_ui(ui, &title, Face::UiSemibold, style.tokens.type_scale.small, style.secondary);
            say_ui(ui, &line.text, Face::Ui, style.tokens.type_scale.body, style.ink);
            ui.add_space(style.space(1));
            for number in &line.passages {
                linked_ui(ui, subject, found, (place, *number), wishes);
            }
            if line.passages.is_empty() {
                note_ui(ui, "No passage is linked", style.muted);
            }
        });
        ui.add_space(style.space(2));
    }
    if subject.may_change {
        actions_ui(ui, subject, found, typing, wishes);
    }
    unused_ui(ui, subject, found, typing, wishes);
}

fn remarks_ui(ui: &mut Ui, subject: &Subject<'_>, typing: &Typing, wishes: &mut Vec<Wish>) {
    let style = Style::of(ui);
    if let Some(summary) = &subject.cell.summary {
        if summary.is_draft {
            note_beside_ui(ui, "Draft from quotes", style.secondary, |ui| {
                if subject.may_change && ui.add(link_button("Accept")).clicked() {
                    wishes.push(Wish::Accept(subject.spot));
                }
            });
        }
        if !summary.since.is_nothing() {
            note_beside_ui(ui, &summary.since.words(), style.caution, |ui| {
                if ui.add(link_button("Look")).clicked() {
                    wishes.push(Wish::Look(subject.spot));
                }
            });
        }
    }
    if typing.is_unsaved(subject.spot) {
        note_beside_ui(ui, "Not saved yet", style.caution, |ui| {
            if ui.add(link_button("Go on writing")).clicked() {
                wishes.push(Wish::Edit(subject.spot));
            }
        });
    }
}

fn linked_ui(ui: &mut Ui, subject: &Subject<'_>, found: &Found, (place, number): (usize, usize), wishes: &mut Vec<Wish>) {
    let Some(passage) = found.passage(number) else { return };
    let card = Card { passage, number: Some(number), is_new: subject.is_new(passage), is_boxed: true };
    let mut unlink = false;
    let name = format!("Unlink passage {number} from sentence {}", place + 1);
    let pressed = card_ui(ui, card, |ui| {
        if subject.may_change {
            unlink = ui.add(icon_button(icons::X, &name).small()).clicked();
        }
    });
    if pressed {
        wishes.push(Wish::Show(passage.coding));
    }
    if unlink {
        wishes.extend(u32::try_from(place).ok().map(|line| Wish::Unlink(subject.spot, line, passage.coding)));
    }
    ui.add_space(Style::of(ui).space(0));
}

fn actions_ui(ui: &mut Ui, subject: &Subject<'_>, found: &Found, typing: &Typing, wishes: &mut Vec<Wish>) {
    let style = Style::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = style.space(1);
        let words = if typing.is_unsaved(subject.spot) {
            "Go on writing"
        } else if found.lines.is_empty() {
            "Write it"
        } else {
            "Change the summary"
        };
        if ui.add(button(words).icon(icons::PENCIL)).clicked() {
            wishes.push(Wish::Edit(subject.spot));
        }
        if found.lines.is_empty() && !found.passages.is_empty() && ui.add(button("Draft from quotes")).clicked() {
            wishes.push(Wish::Draft(subject.spot));
        }
    });
}

/// What is coded and not in the summary yet.
fn unused_ui(ui: &mut Ui, subject: &Subject<'_>, found: &Found, typing: &mut Typing, wishes: &mut Vec<Wish>) {
    let style = Style::of(ui);
    let writes = typing.now() == Some(subject.spot);
    let numbers: Vec<usize> = if writes { (1..=found.passages.len()).collect() } else { found.unused() };
    if numbers.is_empty() {
        return;
    }
    ui.add_space(style.space(2));
    let rect = ui.available_rect_before_wrap();
    Pen::new(ui).across(rect.left(), rect.right(), rect.top(), style.line);
    ui.add_space(style.space(2));
    let title = if writes { "Passages to link to the sentence you write" } else { "Coded here, not yet in the summary" };
    say_ui(ui, title, Face::UiSemibold, style.tokens.type_scale.small, style.secondary);
    ui.add_space(style.space(0));
    for number in numbers {
        let Some(passage) = found.passage(number) else { continue };
        let card = Card { passage, number: Some(number), is_new: subject.is_new(passage), is_boxed: false };
        let mut line = None;
        let pressed = card_ui(ui, card, |ui| {
            if subject.may_change && (writes || !found.lines.is_empty()) {
                line = link_ui(ui, found, number, writes);
            }
        });
        if pressed {
            wishes.push(Wish::Show(passage.coding));
        }
        match line {
            Some(_) if writes => typing.mark(ui.ctx(), subject.spot, passage.coding),
            Some(line) => wishes.push(Wish::Link(subject.spot, line, passage.coding)),
            None => {}
        }
        ui.add_space(style.space(2));
    }
}

/// Offers to link a passage; returns to which statement.
fn link_ui(ui: &mut Ui, found: &Found, number: usize, writes: bool) -> Option<u32> {
    let name = format!("Link passage {number}");
    if writes || found.lines.len() < 2 {
        return ui.add(link_button("Link").name(&name)).clicked().then_some(0);
    }
    let (_, taken) = menu_button_ui(ui, link_button("Link").name(&name), |ui| {
        let mut taken = None;
        for (place, line) in found.lines.iter().enumerate() {
            let short: String = line.text.chars().take(SHORT).collect();
            let dots = if short.len() < line.text.len() { "…" } else { "" };
            if ui.add(menu_entry(&format!("Sentence {}: {short}{dots}", place + 1))).clicked() {
                taken = u32::try_from(place).ok();
            }
        }
        taken
    });
    taken.flatten()
}

/// Whether the window is so low, such as at 300 %, that the field needs all there is.
pub(super) fn is_low(ui: &Ui) -> bool {
    ui.content_rect().height() < Style::of(ui).tokens.size.context
}

/// Where one writes.
fn writing_ui(ui: &mut Ui, subject: &Subject<'_>, found: &Found, typing: &mut Typing, wishes: &mut Vec<Wish>) {
    let style = Style::of(ui);
    let id = field_id();
    if ui.memory(|memory| memory.has_focus(id)) {
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter)) {
            wishes.push(Wish::Save(subject.spot));
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            wishes.push(Wish::StopWriting);
        }
    }
    let takes = typing.take_wish(ui.ctx());
    let Some(typed) = typing.get_mut(subject.spot) else { return };
    let (least, most) = if is_low(ui) { (2, 3) } else { (5, 10) };
    let rows = (typed.text.lines().count() + 1).clamp(least, most);
    let hint = "What the documents say, in your own words";
    let field = text_field(&mut typed.text, &format!("Summary of {}", subject.of())).hint(hint).rows(rows).id(id).show_ui(ui);
    if takes {
        field.request_focus();
    }
    if field.has_focus() {
        // Esc is read above, and must not only take the keyboard away.
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: false, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    }
    note_ui(ui, "One statement a line. [2] at the end of a line links passage 2.", style.secondary);
    ui.add_space(style.space(0));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = style.space(1);
        if ui.add(primary_button("Save")).clicked() {
            wishes.push(Wish::Save(subject.spot));
        }
        if ui.add(button("Leave for now")).clicked() {
            wishes.push(Wish::StopWriting);
        }
        if ui.add(link_button("Throw away")).clicked() {
            wishes.push(Wish::Discard(subject.spot));
        }
    });
    unused_ui(ui, subject, found, typing, wishes);
}

/// Both versions of a summary, to choose one.
fn differ_ui(ui: &mut Ui, subject: &Subject<'_>, differ: &Differ, wishes: &mut Vec<Wish>) {
    let style = Style::of(ui);
    say_ui(ui, &differ.words, Face::UiSemibold, style.tokens.type_scale.body, style.concern);
    note_ui(ui, differ.shown.why, style.secondary);
    ui.add_space(style.space(0));
    let sides = [
        ("stands", &differ.shown.stands, Some(&differ.stands), Choice::Stands, differ.shown.keep),
        ("other", &differ.shown.other, differ.other.as_ref(), Choice::Other, differ.shown.take),
    ];
    for (salt, side, written, choice, words) in sides {
        let frame = Frame::NONE
            .fill(style.surface)
            .stroke(Stroke::new(style.tokens.stroke.hair, style.line))
            .corner_radius(style.tokens.radius.card)
            .inner_margin(Margin::same(style.space(2) as i8));
        let name = format!("{} wrote", side.who);
        let builder = UiBuilder::new().id_salt(salt).accessibility_role(Role::Group).accessibility_label(name.clone());
        ui.scope_builder(builder, |ui| {
            frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                let who = if salt == "stands" { format!("{name}, stands now") } else { name };
                say_ui(ui, &who, Face::UiSemibold, style.tokens.type_scale.small, style.secondary);
                say_ui(ui, &words_of(written, &side.value), Face::Ui, style.tokens.type_scale.body, style.ink);
                let is_free = choice == Choice::Stands || differ.shown.obstacle.is_none();
                if subject.may_change && is_free && ui.add(button(words)).clicked() {
                    wishes.push(Wish::Settle(Box::new(differ.clash.clone()), choice));
                }
            });
        });
        ui.add_space(style.space(1));
    }
    ui.add_space(style.space(2));
}

fn words_of(written: Option<&Written>, otherwise: &str) -> String {
    match written {
        Some(written) if written.text.is_empty() => "Nothing".to_owned(),
        Some(written) if written.is_draft => format!("Draft: {}", written.text),
        Some(written) => written.text.clone(),
        None => otherwise.to_owned(),
    }
}
