//! Colour and lines of a theme, chosen in its entry; what is not chosen comes from the theme above.

use crate::app::action::Action;
use crate::app::gesture::Gesture;
use crate::model::{Look, Theme, ThemeColour, ThemeField, ThemePattern};
use crate::ui::reviews::label_ui;
use crate::ui::style::{Pattern, Style};
use crate::ui::widgets::{Pen, button, menu_button_ui, menu_entry, strands, ticks};
use egui::{Layout, Rect, Sense, Ui, vec2};

/// Width of a choice in points.
const CHOICE: f32 = 208.0;

/// Shows the choices; `above` is what the theme would be drawn in without any.
pub(super) fn look_ui(ui: &mut Ui, theme: &Theme, now: Look, above: Look, label: f32, actions: &mut Vec<Action>) {
    row_ui(ui, "Colour", label, |ui| {
        let inherited = format!("As above: {}", above.colour.to_string().to_lowercase());
        let shown = theme.colour.map_or_else(|| inherited.clone(), |c| c.to_string());
        let taken = choice_ui(ui, "Colour", &shown, &inherited, theme.colour, &ThemeColour::ALL);
        actions.extend(taken.map(|colour| Action::from(Gesture::SetTheme(theme.id, ThemeField::Colour(colour)))));
        specimen_ui(ui, now);
    });
    row_ui(ui, "Lines", label, |ui| {
        let inherited = format!("As above: {}", above.pattern.to_string().to_lowercase());
        let shown = theme.pattern.map_or_else(|| inherited.clone(), |p| p.to_string());
        let taken = choice_ui(ui, "Lines", &shown, &inherited, theme.pattern, &ThemePattern::ALL);
        actions.extend(taken.map(|pattern| Action::from(Gesture::SetTheme(theme.id, ThemeField::Pattern(pattern)))));
    });
}

fn row_ui(ui: &mut Ui, name: &str, label: f32, choice_ui: impl FnOnce(&mut Ui)) {
    ui.with_layout(Layout::left_to_right(egui::Align::TOP).with_main_wrap(true), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        label_ui(ui, name, label);
        choice_ui(ui);
    });
}

/// One of some, or none for what is inherited; returns what was taken when it is another.
fn choice_ui<T: Copy + PartialEq + ToString>(
    ui: &mut Ui,
    name: &str,
    shown: &str,
    inherited: &str,
    chosen: Option<T>,
    all: &[T],
) -> Option<Option<T>> {
    let full = format!("{name}: {shown}");
    let (_, taken) = menu_button_ui(ui, button(shown).name(&full).width(CHOICE.min(ui.available_width())), |ui| {
        let mut taken = None;
        if ui.add(menu_entry(inherited).ticked(chosen.is_none()).least_width(CHOICE)).clicked() {
            taken = Some(None);
        }
        for one in all {
            if ui.add(menu_entry(&one.to_string()).ticked(chosen == Some(*one)).least_width(CHOICE)).clicked() {
                taken = Some(Some(*one));
            }
        }
        taken
    });
    taken.flatten().filter(|taken| *taken != chosen)
}

/// How its lines look: as a concern, as good practice, as context.
fn specimen_ui(ui: &mut Ui, look: Look) {
    let style = Style::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(style.space(7) + style.space(5), style.tokens.size.control), Sense::hover());
    let (pen, paint) = (Pen::new(ui), style.look(look));
    let swatch = Rect::from_center_size(rect.left_center() + vec2(20.0, 0.0), vec2(18.0, 18.0));
    pen.fill(swatch, style.tokens.radius.chip, paint.tint);
    pen.edge(swatch, style.tokens.radius.chip, paint.mark);
    for (place, pattern) in [Pattern::Solid, Pattern::Dash(7.0, 3.0), Pattern::Dot(4.0)].into_iter().enumerate() {
        let top = rect.center().y - 9.0 + 8.0 * place as f32;
        let line = Rect::from_min_size(egui::pos2(swatch.right() + 8.0, top), vec2(40.0, style.tokens.stroke.underline));
        for strand in strands(line, paint.pattern, false).into_iter().flatten() {
            pen.underline(strand.x_range(), strand.top(), pattern, strand.height(), paint.mark);
        }
        ticks(line, paint.pattern, false).for_each(|tick| pen.fill(tick, 0, paint.mark));
    }
}
