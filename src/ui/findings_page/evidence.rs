//! Passages for and against a finding: the first of them, or all by case; and those that were left out.

use super::finding::{fold_link_ui, set};
use super::ground::{Cx, Line};
use super::passage::{Drawn, PassageAct};
use super::{FindingsPage, Unfolded};
use crate::analyse::evidence::CaseEvidence;
use crate::app::action::Action;
use crate::app::findings::{neither, passages_in_cases, quoted_first, weigh, weighed};
use crate::app::gesture::{Gesture, StudyGesture};
use crate::model::{Case, Coding, Finding, FindingField, Id, Polarity, Stands};
use crate::ui::reviews::words::{note_ui, say_ui};
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{Ink, Pen, link_button};
use egui::{Align, Layout, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Passages shown of each side until all are asked for.
const FIRST: usize = 3;

impl FindingsPage {
    pub(super) fn evidence_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, line: &Line, finding: &Finding, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        if let Some(only) = self.only {
            ui.horizontal_wrapped(|ui| {
                note_ui(ui, &format!("Only passages of {}", cx.ground.case_name(only)), style.secondary);
                if ui.add(link_button("Show all cases")).clicked() {
                    self.only = None;
                }
            });
        }
        let evidence = &line.evidence;
        if evidence.supporting().next().is_none() && evidence.opposing().next().is_none() {
            let text = if finding.themes.is_empty() {
                "Add the themes that this finding rests on: their passages in the sample then stand here, for and against."
            } else {
                "No passage of these themes in the sample bears on this finding."
            };
            note_ui(ui, text, style.secondary);
        }
        self.side_ui(ui, cx, line, finding, Stands::For, actions);
        self.side_ui(ui, cx, line, finding, Stands::Against, actions);
        let left_out = evidence.left_out.clone();
        self.folded_ui(ui, cx, finding, (Unfolded::LeftOut, "left out"), &left_out, actions);
        let neither = neither(cx.project, finding, &cx.ground.cases.iter().map(|(id, _)| *id).collect::<Vec<_>>());
        self.folded_ui(ui, cx, finding, (Unfolded::Neither, "of context, on neither side"), &neither, actions);
    }

    /// Every passage of one side, with a head that says how many.
    fn side_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, line: &Line, finding: &Finding, side: Stands, actions: &mut Vec<Action>) {
        let of = |case: &CaseEvidence| if side == Stands::For { case.supporting.clone() } else { case.opposing.clone() };
        let only = self.only;
        let cases: Vec<(Id<Case>, Vec<Id<Coding>>)> = line
            .evidence
            .cases
            .iter()
            .filter(|case| only.is_none_or(|only| only == case.case))
            .map(|case| (case.case, of(case)))
            .filter(|(_, passages)| !passages.is_empty())
            .collect();
        let total: usize = cases.iter().map(|(_, passages)| passages.len()).sum();
        if total == 0 {
            return;
        }
        let part = if side == Stands::For { Unfolded::For } else { Unfolded::Against };
        let is_open = self.is_unfolded(part) || only.is_some();
        if head_ui(
            ui,
            finding.polarity,
            side,
            &passages_in_cases(total, cases.len()),
            (total > FIRST && only.is_none()).then_some((total, is_open)),
        ) {
            self.toggle(part);
        }
        if is_open {
            for (case, passages) in &cases {
                let style = Style::of(ui);
                say_ui(ui, cx.ground.case_name(*case), Face::UiSemibold, style.tokens.type_scale.small, style.secondary);
                self.passages_ui(ui, cx, finding, &quoted_first(finding, passages.iter().copied()), actions);
            }
        } else {
            let all = quoted_first(finding, cases.iter().flat_map(|(_, passages)| passages.iter().copied()));
            self.passages_ui(ui, cx, finding, all.get(..FIRST.min(all.len())).unwrap_or_default(), actions);
        }
        ui.add_space(Style::of(ui).space(1));
    }

    /// Passages that count for neither side, folded until somebody asks for them.
    fn folded_ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        finding: &Finding,
        (part, what): (Unfolded, &str),
        passages: &[Id<Coding>],
        actions: &mut Vec<Action>,
    ) {
        if passages.is_empty() {
            return;
        }
        let number = if passages.len() == 1 { "1 passage".to_owned() } else { format!("{} passages", passages.len()) };
        let is_open = self.is_unfolded(part);
        if fold_link_ui(ui, &format!("{number} {what}"), is_open) {
            self.toggle(part);
        }
        if is_open {
            self.passages_ui(ui, cx, finding, passages, actions);
        }
    }

    pub(super) fn passages_ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        finding: &Finding,
        passages: &[Id<Coding>],
        actions: &mut Vec<Action>,
    ) {
        for (at, id) in passages.iter().enumerate() {
            let Some(quoted) = self.held.quoted(cx.session, *id) else { continue };
            let wants_keyboard = self.wants_passage == Some(*id);
            if wants_keyboard {
                self.wants_passage = None;
            }
            let stands = weighed(finding, *id, quoted.polarity);
            let drawn = Drawn { quoted: &quoted, finding, stands, wants_keyboard };
            match drawn.ui(ui, cx) {
                None => {}
                Some(PassageAct::Open) => actions.push(Action::Open(quoted.document, quoted.range)),
                Some(PassageAct::Theme) => actions.push(Action::ShowTheme(quoted.theme)),
                Some(PassageAct::Quote) => {
                    actions.push(set(finding, FindingField::Quoted(*id, !finding.quoted.contains(id))));
                    self.wants_passage = Some(*id);
                }
                Some(PassageAct::Weigh(wanted)) if stands == Some(wanted) => {}
                Some(PassageAct::Weigh(wanted)) => {
                    let fields = weigh(cx.project, finding, *id, wanted);
                    actions.push(Gesture::Study(StudyGesture::SetFinding(finding.id, fields)).into());
                    // It leaves this list: the next one takes the keyboard.
                    self.wants_passage = passages.get(at + 1).or_else(|| passages.get(at.checked_sub(1)?)).copied();
                }
            }
        }
    }
}

/// "Evidence for, 14 passages in 6 cases", and "All 14" at the right; true when that was pressed.
fn head_ui(ui: &mut Ui, polarity: Polarity, side: Stands, count: &str, all: Option<(usize, bool)>) -> bool {
    let style = Style::of(ui);
    let shown = match (side, polarity) {
        (Stands::For, own) => own,
        (Stands::Against | Stands::LeftOut, Polarity::Concern | Polarity::Context) => Polarity::GoodPractice,
        (Stands::Against | Stands::LeftOut, Polarity::GoodPractice) => Polarity::Concern,
    };
    let words = format!("Evidence {}, {count}", side.to_string().to_lowercase());
    let size = vec2(ui.available_width(), style.tokens.size.control);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        let pressed = all.is_some_and(|(total, is_open)| {
            let text = if is_open { "Fewer".to_owned() } else { format!("All {total}") };
            let name = if is_open {
                format!("Fewer passages {}", side.to_string().to_lowercase())
            } else {
                format!("All {total} passages {}", side.to_string().to_lowercase())
            };
            ui.add(link_button(&text).name(&name)).clicked()
        });
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size.y), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &words));
        let pen = Pen::new(ui);
        pen.sign_badge(pos2(rect.left() + style.space(1), rect.center().y), shown);
        let ink = Ink::new(Face::UiSemibold, style.tokens.type_scale.body, style.polarity(shown).colour);
        let left = rect.left() + style.space(4);
        pen.line_within(pos2(left, rect.center().y), Align::Min, rect.right() - left, &words, &ink);
        pressed
    })
    .inner
}
