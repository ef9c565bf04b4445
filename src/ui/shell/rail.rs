//! The rail: where one can go, how many there are of each, and as whom one codes.
//!
//! Narrow, it shows signs only and every sign has a tooltip; too short, its places scroll and the last
//! line stays.

use crate::ui::style::{Face, Style, mix};
use crate::ui::widgets::{Ink, Pen, nav_item, tip_beside_ui};
use egui::{Align, Frame, Margin, Panel, Response, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// A place to go to.
#[derive(Clone, Copy, Debug)]
pub struct RailItem<'a, P> {
    /// What the caller calls it.
    pub place: P,
    /// Its sign.
    pub icon: char,
    /// Its name.
    pub label: &'a str,
    /// How many there are; empty for none shown.
    pub count: &'a str,
}

/// What the rail shows.
#[derive(Clone, Copy, Debug)]
pub struct Rail<'a, P> {
    /// Places in groups; a line parts the groups.
    pub groups: &'a [&'a [RailItem<'a, P>]],
    /// Where one is.
    pub place: P,
    /// Signs only.
    pub narrow: bool,
    /// Initials of who codes.
    pub coder: &'a str,
}

/// What was chosen in the rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RailChoice<P> {
    /// Go to a place.
    Place(P),
    /// Say more about who codes.
    Coder,
}

/// Shows the rail.
pub fn rail_ui<P: Copy + PartialEq>(ui: &mut Ui, rail: &Rail<'_, P>) -> Option<RailChoice<P>> {
    let style = Style::of(ui);
    let size = &style.tokens.size;
    let (width, side) = if rail.narrow { (size.rail_narrow, style.space(1)) } else { (size.rail, style.space(2)) };
    let margin = Margin { left: side as i8, right: 0, top: style.space(2) as i8, bottom: style.space(2) as i8 };
    Panel::left(if rail.narrow { "rail_narrow" } else { "rail" })
        .exact_size(width)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::NONE.fill(style.desk).inner_margin(margin))
        .show(ui, |ui| {
            let builder = UiBuilder::new().accessibility_role(Role::Navigation).accessibility_label("Pages");
            ui.scope_builder(builder, |ui| contents_ui(ui, rail, &style, width - side * 2.0)).inner
        })
        .inner
}

fn contents_ui<P: Copy + PartialEq>(ui: &mut Ui, rail: &Rail<'_, P>, style: &Style, width: f32) -> Option<RailChoice<P>> {
    let foot = style.tokens.size.control;
    let mut chosen = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    let height = (ui.available_height() - foot - style.space(1)).max(foot);
    // The bar, if there is one, stands in the free strip on the right.
    ui.spacing_mut().scroll.floating_allocated_width = 0.0;
    ui.spacing_mut().scroll.bar_outer_margin = 0.0;
    let item_height = item_height(rail, height, style);
    ScrollArea::vertical().max_height(height).auto_shrink([false, false]).show(ui, |ui| {
        ui.set_max_width(width);
        for (index, group) in rail.groups.iter().enumerate() {
            if index > 0 {
                divider_ui(ui, rail.narrow);
            }
            for item in *group {
                let selected = item.place == rail.place;
                let shown =
                    nav_item(item.icon, item.label).count(item.count).selected(selected).narrow(rail.narrow).height(item_height);
                if shown.show_ui(ui).clicked() {
                    chosen = Some(RailChoice::Place(item.place));
                }
            }
        }
    });
    ui.add_space(style.space(1));
    if coder_ui(ui, rail.coder, rail.narrow, width).clicked() {
        chosen = Some(RailChoice::Coder);
    }
    chosen
}

const DIVIDER: f32 = 17.0;

/// As usual if all places fit, lower if only then they fit, else as usual and they scroll.
fn item_height<P>(rail: &Rail<'_, P>, room: f32, style: &Style) -> f32 {
    let size = &style.tokens.size;
    let usual = if rail.narrow { size.row_case } else { size.row };
    let count = rail.groups.iter().map(|group| group.len()).sum::<usize>().max(1) as f32;
    let dividers = DIVIDER * rail.groups.len().saturating_sub(1) as f32;
    let fits = ((room - dividers) / count).floor();
    if fits >= size.row_dense { fits.min(usual) } else { usual }
}

fn divider_ui(ui: &mut Ui, narrow: bool) {
    let pen = Pen::new(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), DIVIDER), Sense::hover());
    let side = if narrow { 6.0 } else { 12.0 };
    let colour = mix(pen.style.line, pen.style.line_strong, 0.5);
    pen.across(rect.left() + side, rect.right() - side, rect.center().y, colour);
}

fn coder_ui(ui: &mut Ui, coder: &str, narrow: bool, width: f32) -> Response {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let (rect, response) = ui.allocate_exact_size(vec2(width, tokens.size.control), Sense::click());
    let (enabled, words) = (ui.is_enabled(), format!("Coding as {coder}"));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &words));
    if response.hovered() {
        pen.fill(rect, tokens.radius.control, style.hovered(style.desk));
    }
    let radius = style.space(2);
    let middle = pos2(if narrow { rect.center().x } else { rect.left() + radius + 10.0 }, rect.center().y);
    let initials = Ink::new(Face::UiSemibold, tokens.type_scale.label, style.secondary);
    pen.painter.circle_filled(middle, radius, style.line);
    pen.clipped(rect).line_within(middle, Align::Center, radius * 2.0, coder, &initials);
    let mut cut = narrow;
    if !narrow {
        let left = middle.x + radius + style.space(1);
        let ink = Ink::new(Face::Ui, tokens.type_scale.small, style.secondary);
        cut = pen.line_within(pos2(left, middle.y), Align::Min, rect.right() - left, &words, &ink).cut;
    }
    if response.has_focus() {
        pen.row_ring(rect);
    }
    if cut { tip_beside_ui(response, &words) } else { response }
}
