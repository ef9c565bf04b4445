//! One question: the words within what stands around them, where they stand, why they are asked about, the answers.

use super::lines_ui;
use crate::disclose::gate::{Ask, Decision, Decisions, Question, mask_of};
use crate::ui::style::Face;
use crate::ui::widgets::{Pen, primary_button, quiet_button, segmented_ui, spans, text_field};
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Frame, Margin, Role, Sense, Ui, WidgetInfo, vec2};

/// Other words for a quote, while they are written.
#[derive(Clone, Debug)]
pub(super) struct Writing {
    /// The question that they are for.
    pub(super) key: String,
    pub(super) words: String,
}

/// Shows a question; true when something was decided.
pub(super) fn card_ui(ui: &mut Ui, question: &Question, decisions: &mut Decisions, writing: &mut Option<Writing>) -> bool {
    let pen = Pen::new(ui);
    let (style, tokens) = (pen.style, pen.style.tokens);
    let frame = Frame::NONE
        .fill(style.surface)
        .stroke(style.edge())
        .corner_radius(tokens.radius.card)
        .inner_margin(Margin::same(style.space(2) as i8));
    let mut decided = false;
    ui.push_id(("question", question.key.as_str()), |ui| {
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = style.space(0);
            words_ui(ui, question);
            lines_ui(ui, &where_and_why(question), Role::Label, style.secondary);
            decided = match question.ask {
                Ask::Identifier(_) => identifier_ui(ui, question, decisions),
                Ask::Quote => quote_ui(ui, question, decisions, writing),
            };
        });
    });
    decided
}

fn where_and_why(question: &Question) -> String {
    let places = match question.places.as_slice() {
        [] => String::new(),
        [place] => place.clone(),
        [place, rest @ ..] => format!("{place} and {} more", rest.len()),
    };
    let mut why = question.why.chars();
    let first = why.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{places}. {first}{}.", why.as_str())
}

/// The words in their surroundings; the words themselves underlined and on a tint, so that colour is not all.
fn words_ui(ui: &mut Ui, question: &Question) {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let is_quote = question.ask == Ask::Quote;
    let face = if is_quote { Face::Read } else { Face::Ui };
    let size = if is_quote { tokens.type_scale.quote } else { tokens.type_scale.body };
    let line_height = Some(if is_quote { tokens.line_height.quote } else { tokens.line_height.body });
    let mut job = LayoutJob::default();
    let mut add = |text: &str, face: Face, color: Color32| {
        job.append(text, 0.0, TextFormat { font_id: face.at(size), color, line_height, ..TextFormat::default() });
    };
    let [before, words, after] = [&question.before, &question.words, &question.after].map(|t| t.replace('\n', " "));
    if is_quote {
        add(&words, face, style.ink);
    } else {
        add(&before, face, style.secondary);
        add(&words, Face::UiSemibold, style.ink);
        add(&after, face, style.secondary);
    }
    job.wrap.max_width = ui.available_width();
    let text = job.text.clone();
    let galley = pen.painter.layout_job(job);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
    let name = format!("{}: “{words}”", question.ask);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, if is_quote { name.as_str() } else { text.as_str() }));
    let at = pen.on_pixel(rect.min);
    if !is_quote {
        for span in spans(&galley, at, &text, before.len()..before.len() + words.len()) {
            pen.fill(span, 2, style.caution_tint);
            pen.across(span.left(), span.right(), span.bottom() - 1.0, style.caution);
        }
    }
    pen.painter.galley(at, galley, style.ink);
}

fn identifier_ui(ui: &mut Ui, question: &Question, decisions: &mut Decisions) -> bool {
    let Ask::Identifier(kind) = question.ask else { return false };
    let mask = format!("Mask as {}", mask_of(kind));
    let choices = [Decision::Keep, Decision::Mask, Decision::LeaveOut];
    let leave_out = if question.kind.is_verbatim() { "Leave the quote out" } else { "Leave the text out" };
    choose_ui(ui, question, decisions, &["Keep", &mask, leave_out], &choices)
}

/// One of a few answers; none is taken at first.
fn choose_ui(ui: &mut Ui, question: &Question, decisions: &mut Decisions, names: &[&str], choices: &[Decision]) -> bool {
    let now = decisions.of(question).and_then(|d| choices.iter().position(|c| c == d));
    let mut at = now.unwrap_or(usize::MAX);
    let name = format!("{}: what to do about “{}”", question.ask, question.words);
    segmented_ui(ui, &name, names, &mut at);
    let taken = choices.get(at).filter(|_| Some(at) != now);
    taken.is_some_and(|decision| decisions.decide(question, decision.clone()))
}

fn quote_ui(ui: &mut Ui, question: &Question, decisions: &mut Decisions, writing: &mut Option<Writing>) -> bool {
    let names = ["Keep word for word", "Leave out"];
    let mut decided = choose_ui(ui, question, decisions, &names, &[Decision::Keep, Decision::LeaveOut]);
    let key = question.key.as_str();
    if let Some(Decision::Paraphrase(words)) = decisions.of(question) {
        let said = format!("In other words: “{words}”");
        let ink = Pen::new(ui).style.ink;
        lines_ui(ui, &said, Role::Label, ink);
    }
    if let Some(draft) = writing.as_mut().filter(|w| w.key == key) {
        text_field(&mut draft.words, "Other words for the quote").hint("What it says, without its words").rows(3).show_ui(ui);
        let (use_them, put_away) = ui
            .horizontal(|ui| {
                let use_them = ui.add_enabled(!draft.words.trim().is_empty(), primary_button("Use these words")).clicked();
                (use_them, ui.add(quiet_button("Put away")).clicked())
            })
            .inner;
        if use_them {
            decided |= decisions.decide(question, Decision::Paraphrase(draft.words.trim().to_owned()));
        }
        if use_them || put_away {
            *writing = None;
        }
    } else if ui.add(quiet_button("Write in other words…")).clicked() {
        let words = match decisions.of(question) {
            Some(Decision::Paraphrase(words)) => words.clone(),
            Some(Decision::Keep | Decision::Mask | Decision::LeaveOut) | None => String::new(),
        };
        *writing = Some(Writing { key: key.to_owned(), words });
    }
    decided
}
