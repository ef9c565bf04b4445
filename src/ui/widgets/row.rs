//! Rows of lists and the bands that head their groups.
//!
//! A row is one control: it can be pressed as a whole and has one name. Buttons inside it are controls of
//! their own and come after it in the order of Tab.

use super::focus::keep_in_view;
use super::pen::Pen;
use super::tip::{tip_beside_ui, whole_on_hover_ui};
use crate::ui::style::{Face, icons};
use egui::{Align, Align2, InnerResponse, Layout, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

const BAR: f32 = 3.0;

/// A row; see [`row`].
#[derive(Clone, Debug)]
#[must_use = "show it in a Ui"]
pub struct Row<'a> {
    name: &'a str,
    selected: bool,
    band: bool,
    expanded: Option<bool>,
    height: Option<f32>,
    line: bool,
    indent: f32,
}

/// A row that a screen reader calls `name`.
pub const fn row(name: &str) -> Row<'_> {
    Row { name, selected: false, band: false, expanded: None, height: None, line: true, indent: 0.0 }
}

/// A band that heads a group and folds it.
pub const fn band(name: &str, expanded: bool) -> Row<'_> {
    Row { name, selected: false, band: true, expanded: Some(expanded), height: None, line: true, indent: 0.0 }
}

impl Row<'_> {
    /// The chosen one.
    pub const fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// Height in points.
    pub const fn height(mut self, height: f32) -> Self {
        self.height = Some(height);
        self
    }

    /// No line under it.
    pub const fn without_line(mut self) -> Self {
        self.line = false;
        self
    }

    /// Its contents begin so far to the right.
    pub const fn indent(mut self, indent: f32) -> Self {
        self.indent = indent;
        self
    }

    /// Shows it over all the width there is; `contents_ui` fills it from left to right.
    ///
    /// `clicked()` of the response means pressed by mouse, Enter or Space; a band's caller then folds it.
    pub fn show_ui<R>(self, ui: &mut Ui, contents_ui: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
        let pen = Pen::new(ui);
        let (style, tokens) = (&pen.style, pen.style.tokens);
        let usual = if self.band { tokens.size.row_case } else { tokens.size.row };
        let size = vec2(ui.available_width(), self.height.unwrap_or(usual));
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        keep_in_view(&response);
        self.name_it(ui, &response);
        let over = response.hovered() && ui.is_enabled();
        if ui.is_rect_visible(rect) {
            self.paint(&pen, rect, over);
        }
        let mut inner = rect.with_min_x(rect.left() + style.space(1) + self.indent).with_max_x(rect.right() - style.space(1));
        if let Some(open) = self.expanded {
            let icon = if open { icons::CHEVRON_DOWN } else { icons::CHEVRON_RIGHT };
            pen.icon(pos2(inner.left() + 6.0, rect.center().y), icon, 16.0, style.muted);
            inner.min.x += style.space(4);
        }
        let builder = UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center));
        let result = contents_ui(&mut ui.new_child(builder));
        if response.has_focus() {
            Pen::new(ui).row_ring(rect);
        }
        InnerResponse::new(result, response)
    }

    fn name_it(&self, ui: &Ui, response: &Response) {
        let (role, enabled) = (if self.band { Role::Button } else { Role::ListItem }, ui.is_enabled());
        response.widget_info(|| WidgetInfo::labeled(role, enabled, self.name));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            if let Some(open) = self.expanded {
                node.set_expanded(open);
            }
            if self.selected || !self.band {
                node.set_selected(self.selected);
            }
        });
    }

    fn paint(&self, pen: &Pen, rect: Rect, over: bool) {
        let style = &pen.style;
        let ground = if self.band { style.paper } else { style.surface };
        if self.selected {
            pen.fill(rect, 0, style.accent_soft);
            pen.fill(rect.with_max_x(rect.left() + BAR), 0, style.accent);
        } else if over {
            pen.fill(rect, 0, style.hovered(ground));
        } else if self.band {
            pen.fill(rect, 0, ground);
        }
        if self.line {
            pen.across(rect.left(), rect.right(), rect.bottom() - style.tokens.stroke.hair, style.line);
        }
    }
}

/// A place to go to in the rail; see [`nav_item`].
#[derive(Clone, Debug)]
#[must_use = "show it in a Ui"]
pub struct NavItem<'a> {
    icon: char,
    label: &'a str,
    count: &'a str,
    selected: bool,
    narrow: bool,
    height: Option<f32>,
}

/// A place to go to.
pub const fn nav_item(icon: char, label: &str) -> NavItem<'_> {
    NavItem { icon, label, count: "", selected: false, narrow: false, height: None }
}

impl<'a> NavItem<'a> {
    /// How many there are; empty for none shown.
    pub const fn count(mut self, count: &'a str) -> Self {
        self.count = count;
        self
    }

    /// Where one is.
    pub const fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// The sign only; the words become its tooltip.
    pub const fn narrow(mut self, narrow: bool) -> Self {
        self.narrow = narrow;
        self
    }

    /// Height in points, where the rail is short.
    pub const fn height(mut self, height: f32) -> Self {
        self.height = Some(height);
        self
    }

    /// Shows it over all the width there is.
    pub fn show_ui(self, ui: &mut Ui) -> Response {
        let pen = Pen::new(ui);
        let (style, tokens) = (&pen.style, pen.style.tokens);
        let usual = if self.narrow { tokens.size.row_case } else { tokens.size.row };
        let height = self.height.unwrap_or(usual);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
        let enabled = ui.is_enabled();
        keep_in_view(&response);
        response.widget_info(|| {
            let name = if self.count.is_empty() { self.label.to_owned() } else { format!("{}, {}", self.label, self.count) };
            WidgetInfo::labeled(Role::Tab, enabled, name)
        });
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(self.selected));
        let mut cut = false;
        if ui.is_rect_visible(rect) {
            let over = response.hovered() && enabled;
            if self.selected || over {
                let ground = if self.selected { style.accent_soft } else { style.hovered(style.desk) };
                pen.fill(rect, tokens.radius.control, ground);
            }
            let colour = if self.selected { style.accent } else { style.muted };
            let x = if self.narrow { rect.center().x } else { rect.left() + 20.0 };
            pen.icon(pos2(x, rect.center().y), self.icon, 18.0, colour);
            if !self.narrow {
                cut = self.paint_words(&pen, rect);
            }
            if response.has_focus() {
                pen.row_ring(rect);
            }
        }
        if cut || self.narrow { tip_beside_ui(response, self.label) } else { response }
    }

    fn paint_words(&self, pen: &Pen, rect: Rect) -> bool {
        let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
        let middle = rect.center().y;
        let (face, colour) = if self.selected { (Face::UiSemibold, style.ink) } else { (Face::Ui, style.secondary) };
        let quiet = super::Ink::new(Face::Ui, scale.small, if self.selected { style.secondary } else { style.muted });
        let count = pen.line(pos2(rect.right() - 10.0, middle), Align::Max, self.count, &quiet);
        let left = rect.left() + 38.0;
        let most = (count.left() - style.space(0) - left).max(0.0);
        pen.line_within(pos2(left, middle), Align::Min, most, self.label, &super::Ink::new(face, scale.body, colour)).cut
    }
}

/// A line of text in a row, cut with … at the width there is; the whole shows under the mouse.
pub fn cell_text_ui(ui: &mut Ui, width: f32, align: Align, text: &str, ink: &super::Ink) -> Response {
    let pen = Pen::new(ui);
    let height = ui.available_height().min(pen.style.tokens.size.row);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let anchor = match align {
        Align::Min => Align2::LEFT_CENTER,
        Align::Center => Align2::CENTER_CENTER,
        Align::Max => Align2::RIGHT_CENTER,
    };
    let line = pen.line_within(anchor.pos_in_rect(&rect), align, width, text, ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    whole_on_hover_ui(response, line.cut, text)
}
