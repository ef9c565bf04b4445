//! Themes by cases and by period as bars, each with its number in words beside it.
//!
//! The plot neither zooms nor scrolls: the wheel over it belongs to the page.

use crate::ui::style::{Face, Style};
use crate::write::chart::{Frequency, Label, Periods, Shown};
use egui::{Align2, Color32, RichText, Role, Sense, Stroke, Ui, WidgetInfo};
use egui_plot::{AxisHints, Bar, BarChart, GridMark, Plot, PlotPoint, Text};

/// Height of a bar with its gap.
const PITCH: f32 = 22.0;

/// One bar: its theme's place, how it is painted, its value and its words.
struct Strip {
    value: Shown,
    words: String,
    fill: Color32,
    edge: Color32,
}

/// Draws themes by cases: concern is filled, good practice is only outlined.
pub(super) fn frequency_ui(ui: &mut Ui, chart: &Frequency, name: &str) {
    let style = Style::of(ui);
    let lines = chart.lines.iter().map(|line| {
        let strip = |value: &Shown, what: &str, fill, edge| Strip {
            value: value.clone(),
            words: format!("{} {what}", value.words()),
            fill,
            edge,
        };
        let strips = vec![
            strip(&line.concern, "concern", style.concern, style.concern),
            strip(&line.good_practice, "good practice", style.good_tint, style.good),
        ];
        (mark(&line.theme), strips)
    });
    bars_ui(ui, lines.collect(), name);
}

/// Draws themes by period: one bar for each period, named beside it.
pub(super) fn periods_ui(ui: &mut Ui, chart: &Periods, name: &str) {
    let style = Style::of(ui);
    let lines = chart.lines.iter().map(|line| {
        let strips = chart.periods.iter().zip(&line.values).map(|(period, value)| Strip {
            value: value.clone(),
            words: format!("{}, {period}", value.words()),
            fill: style.accent,
            edge: style.accent,
        });
        (mark(&line.theme), strips.collect())
    });
    bars_ui(ui, lines.collect(), name);
}

/// The code of a theme, or its name where it has none.
pub(super) fn mark(theme: &Label) -> String {
    if theme.code.is_empty() { theme.name.clone() } else { theme.code.clone() }
}

fn most(lines: &[(String, Vec<Strip>)]) -> f64 {
    let values = lines.iter().flat_map(|(_, strips)| strips).map(|strip| match strip.value {
        Shown::Count { of, .. } => of,
        Shown::Number(n) => n,
        Shown::Suppressed(_) | Shown::Nothing => 0,
    });
    f64::from(values.max().unwrap_or(1).max(1))
}

fn bars_ui(ui: &mut Ui, lines: Vec<(String, Vec<Strip>)>, name: &str) {
    let style = Style::of(ui);
    let most = most(&lines);
    let rows: usize = lines.iter().map(|(_, strips)| strips.len() + 1).sum();
    let (mut marks, mut bars, mut words) = (Vec::new(), Vec::new(), Vec::new());
    let mut y = 0.0_f64;
    for (code, strips) in lines {
        y -= 1.0;
        marks.push((y - (strips.len() as f64 - 1.0) / 2.0, code));
        for strip in strips {
            let n = f64::from(strip.value.number().unwrap_or_default());
            bars.push(Bar::new(y, n).width(0.8).fill(strip.fill).stroke(Stroke::new(1.5, strip.edge)));
            words.push((n, y, strip.words));
            y -= 1.0;
        }
    }
    let values: Vec<f64> = marks.iter().map(|(at, _)| *at).collect();
    let codes = move |mark: GridMark, _: &std::ops::RangeInclusive<f64>| {
        marks.iter().find(|(at, _)| (at - mark.value).abs() < 0.01).map(|(_, code)| code.clone()).unwrap_or_default()
    };
    let font = Face::Ui.at(style.tokens.type_scale.small);
    let axis = AxisHints::new_y().formatter(codes).label_spacing(1.0..=2.0).tick_label_color(style.ink).min_thickness(48.0);
    let whole = |mark: GridMark, _: &std::ops::RangeInclusive<f64>| {
        if mark.value.fract() == 0.0 && mark.value <= most { format!("{:.0}", mark.value) } else { String::new() }
    };
    let cases = AxisHints::new_x().formatter(whole).label("Cases").tick_label_color(style.ink);
    let spacer = move |_| values.iter().map(|value| GridMark { value: *value, step_size: 1.0 }).collect();
    let plot = Plot::new(("chart of bars", name))
        .height(rows as f32 * PITCH + 48.0)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .show_crosshair(false)
        .show_background(false)
        .show_grid([true, false])
        .sense(Sense::hover())
        .label_formatter(|_| None)
        .default_x_bounds(0.0, most * 1.3)
        .default_y_bounds(y - 0.5, 0.0)
        .y_grid_spacer(spacer)
        .custom_y_axes(vec![axis])
        .custom_x_axes(vec![cases]);
    let shown = plot.show(ui, move |plot| {
        plot.bar_chart(BarChart::new("cases", bars).horizontal().allow_hover(false));
        for (x, y, said) in words {
            let text = RichText::new(format!("  {said}")).font(font.clone()).color(style.ink);
            plot.text(Text::new("", PlotPoint::new(x, y), text).anchor(Align2::LEFT_CENTER).allow_hover(false));
        }
    });
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
}
