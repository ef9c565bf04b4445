//! What belongs to a finding: themes, agencies, national and local frames, local priorities.
//!
//! At rest it is one quiet line; unfolded, each can be taken off, and others are offered. What is named by the themes
//! themselves stands as long as the theme does, and cannot be taken off alone.

use super::edits::{Ended, Field, New};
use super::finding::{fold_link_ui, set};
use super::ground::{Cx, Line};
use super::{FindingsPage, Unfolded};
use crate::analyse::evidence::{Frame as NationalFrame, frames};
use crate::app::action::Action;
use crate::app::findings::{offered_priorities, with_seen};
use crate::app::gesture::{Gesture, StudyGesture};
use crate::model::{Finding, FindingField, Id, Theme};
use crate::ui::reviews::words::note_ui;
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{Ink, Pen, button, icon_button, link_button, menu_button_ui, menu_entry, theme_chip, tip_ui};
use egui::{Align, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// So many agencies are offered without opening a menu.
const MOST_OFFERED: usize = 6;

impl FindingsPage {
    pub(super) fn tags_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, line: &Line, finding: &Finding, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(style.space(1), style.space(0));
            let mut is_bare = true;
            for theme in sorted(cx, finding) {
                let Some(shown) = cx.theme(&style, theme) else { continue };
                is_bare = false;
                if ui.add(theme_chip(&shown.code, &shown.name, shown.paint).pressable()).clicked() {
                    actions.push(Action::ShowTheme(theme));
                }
            }
            let agencies: Vec<&str> = line.evidence.agencies.iter().map(String::as_str).collect();
            if !agencies.is_empty() {
                note_ui(ui, &agencies.join(", "), style.secondary);
            }
            for frame in &line.evidence.frames {
                frame_ui(ui, frame);
            }
            for priority in &finding.priorities {
                note_ui(ui, priority, style.secondary);
            }
            if is_bare {
                note_ui(ui, "No theme yet", style.caution);
            }
            if cx.writable {
                let is_open = self.is_unfolded(Unfolded::Tags);
                if fold_link_ui(ui, "Themes, agencies, frames", is_open) {
                    self.toggle(Unfolded::Tags);
                }
            }
        });
        if cx.writable && (self.is_unfolded(Unfolded::Tags) || finding.themes.is_empty()) {
            ui.add_space(style.space(1));
            self.themes_ui(ui, cx, finding, actions);
            if self.is_unfolded(Unfolded::Tags) {
                self.agencies_ui(ui, cx, line, finding, actions);
                frames_ui(ui, line, finding, actions);
                self.priorities_ui(ui, cx, finding, actions);
            }
        }
    }

    fn themes_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, finding: &Finding, actions: &mut Vec<Action>) {
        line_ui(ui, "Themes", |ui| {
            for theme in sorted(cx, finding) {
                if removable_ui(ui, &cx.theme_words(theme)) {
                    let fields = with_seen(cx.project, finding, FindingField::Theme(theme, false));
                    actions.push(Gesture::Study(StudyGesture::SetFinding(finding.id, fields)).into());
                }
            }
            let opener = ui.add(button("Add a theme").icon(icons::PLUS));
            let opens = opener.clicked();
            if let Some(theme) = self.adder.under_ui(&opener, cx, "Theme of the finding", opens, &[])
                && !finding.themes.contains(&theme)
            {
                let fields = with_seen(cx.project, finding, FindingField::Theme(theme, true));
                actions.push(Gesture::Study(StudyGesture::SetFinding(finding.id, fields)).into());
            }
        });
    }

    fn agencies_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, line: &Line, finding: &Finding, actions: &mut Vec<Action>) {
        let offered = self.held.agencies(cx.session, line);
        line_ui(ui, "Agencies", |ui| {
            for agency in &line.evidence.agencies {
                if finding.agencies.contains(agency) {
                    if removable_ui(ui, agency) {
                        actions.push(set(finding, FindingField::Agency(agency.clone(), false)));
                    }
                } else {
                    fixed_ui(ui, agency, "Named by a theme of this finding");
                }
            }
            for agency in offered.iter().take(MOST_OFFERED) {
                if offer_ui(ui, agency, &format!("Add the agency {agency}, named in the passages")) {
                    actions.push(set(finding, FindingField::Agency(agency.clone(), true)));
                }
            }
            self.other_ui(ui, Field::NewAgency(finding.id), "Another agency", &offered, MOST_OFFERED, |name| {
                actions.push(set(finding, FindingField::Agency(name, true)));
            });
        });
        self.new_tag_ui(ui, Field::NewAgency(finding.id), "New agency", actions);
    }

    fn priorities_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, finding: &Finding, actions: &mut Vec<Action>) {
        let offered = offered_priorities(cx.project, finding);
        line_ui(ui, "Local priorities", |ui| {
            for priority in &finding.priorities {
                if removable_ui(ui, priority) {
                    actions.push(set(finding, FindingField::Priority(priority.clone(), false)));
                }
            }
            for priority in offered.iter().take(MOST_OFFERED) {
                if offer_ui(ui, priority, &format!("Add the priority {priority}, used before")) {
                    actions.push(set(finding, FindingField::Priority(priority.clone(), true)));
                }
            }
            self.other_ui(ui, Field::NewPriority(finding.id), "Another priority", &offered, MOST_OFFERED, |name| {
                actions.push(set(finding, FindingField::Priority(name, true)));
            });
        });
        self.new_tag_ui(ui, Field::NewPriority(finding.id), "New local priority", actions);
    }

    /// A menu of what is offered beyond the first, or the field at once where nothing else is.
    fn other_ui(
        &mut self,
        ui: &mut Ui,
        field: Field,
        words: &str,
        offered: &[String],
        from: usize,
        mut take: impl FnMut(String),
    ) {
        if offered.len() <= from {
            if ui.add(link_button(words).icon(icons::PLUS)).clicked() {
                self.edits.open(field, "");
            }
            return;
        }
        menu_button_ui(ui, button(words), |ui| {
            ScrollArea::vertical().max_height(ui.content_rect().height() / 2.0).show(ui, |ui| {
                for name in offered.iter().skip(from) {
                    if ui.add(menu_entry(name)).clicked() {
                        take(name.clone());
                    }
                }
            });
            if ui.add(menu_entry("Type a name…")).clicked() {
                self.edits.open(field, "");
            }
        });
    }

    fn new_tag_ui(&mut self, ui: &mut Ui, field: Field, name: &str, actions: &mut Vec<Action>) {
        let (add, discard) = (format!("Add the {}", name.to_lowercase()), format!("Discard the {}", name.to_lowercase()));
        let new = New { field, name, hint: "", rows: 1, add: &add, discard: &discard };
        match self.edits.new_ui(ui, &new, actions) {
            Some(Ended::Added | Ended::Discarded) | None => {}
        }
    }
}

/// Kent's themes and the Panel's: those of the themes, those chosen, and the others to choose from.
fn frames_ui(ui: &mut Ui, line: &Line, finding: &Finding, actions: &mut Vec<Action>) {
    line_ui(ui, "Frames", |ui| {
        for id in &line.evidence.frames {
            let words = NationalFrame::find(id).map_or_else(|| id.clone(), NationalFrame::whole);
            if finding.frames.contains(id) {
                if removable_ui(ui, &words) {
                    actions.push(set(finding, FindingField::Frame(id.clone(), false)));
                }
            } else {
                fixed_ui(ui, &words, "From the crosswalk of a theme of this finding");
            }
        }
        menu_button_ui(ui, button("Add a frame"), |ui| {
            ScrollArea::vertical().max_height(ui.content_rect().height() / 2.0).show(ui, |ui| {
                for frame in frames().iter().filter(|f| !line.evidence.frames.contains(f.id)) {
                    if ui.add(menu_entry(&frame.whole())).clicked() {
                        actions.push(set(finding, FindingField::Frame(frame.id.to_owned(), true)));
                    }
                }
            });
        });
    });
}

/// The themes of a finding in the order of the codebook.
fn sorted(cx: &Cx<'_>, finding: &Finding) -> Vec<Id<Theme>> {
    let tree = cx.session.tree();
    tree.nodes().iter().map(|n| n.id).filter(|id| finding.themes.contains(id)).collect()
}

/// What kind of thing, and the things, wrapped.
fn line_ui(ui: &mut Ui, what: &str, contents_ui: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new().id_salt(("tags", what)).accessibility_role(Role::Group).accessibility_label(what.to_owned());
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = Style::of(ui).space(0);
        note_ui(ui, what, Style::of(ui).secondary);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(Style::of(ui).space(1), Style::of(ui).space(0));
            contents_ui(ui);
        });
    });
}

/// "Panel theme 5", its full name under the mouse and to a screen reader.
fn frame_ui(ui: &mut Ui, id: &str) {
    let (short, whole) = match NationalFrame::find(id) {
        Some(frame) => (frame.short(), frame.whole()),
        None => (id.to_owned(), id.to_owned()),
    };
    let pen = Pen::new(ui);
    let ink = Ink::new(Face::Ui, pen.style.tokens.type_scale.small, pen.style.secondary);
    let size = vec2(pen.width(&short, &ink), pen.style.tokens.line_height.small);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &whole));
    pen.line(pos2(rect.left(), rect.center().y), Align::Min, &short, &ink);
    tip_ui(response, &whole);
}

/// Words in a pill with a way to take them off; true when that was pressed.
pub(super) fn removable_ui(ui: &mut Ui, words: &str) -> bool {
    pill_words_ui(ui, words);
    ui.spacing_mut().item_spacing.x = Style::of(ui).space(0);
    let off = ui.add(icon_button(icons::X, &format!("Take off {words}")).small()).clicked();
    ui.spacing_mut().item_spacing.x = Style::of(ui).space(1);
    off
}

fn fixed_ui(ui: &mut Ui, words: &str, why: &str) {
    let response = pill_words_ui(ui, words);
    tip_ui(response, why);
}

fn pill_words_ui(ui: &mut Ui, words: &str) -> egui::Response {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let ink = Ink::new(Face::Ui, style.tokens.type_scale.small, style.ink);
    let most = (ui.max_rect().width() - style.space(6)).max(style.space(6));
    let size = vec2((pen.width(words, &ink) + 16.0).min(most), style.tokens.size.hit_target_min);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    pen.fill(rect.shrink2(vec2(0.0, 1.0)), style.tokens.radius.chip, style.paper);
    let room = rect.width() - 15.0;
    let line = pen.line_within(pos2(rect.left() + 8.0, rect.center().y), Align::Min, room, words, &ink);
    crate::ui::widgets::whole_on_hover_ui(response, line.cut, words)
}

/// Something offered; true when it was taken.
fn offer_ui(ui: &mut Ui, words: &str, name: &str) -> bool {
    ui.add(link_button(words).icon(icons::PLUS).name(name)).clicked()
}
