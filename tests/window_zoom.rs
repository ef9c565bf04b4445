//! Every page and dialog at 100 to 300 % in a window of 1280 × 720: no control is cut off where it cannot be scrolled
//! to, none lies over another, and none outside the window.
//!
//! What egui drew is asked, control by control. A control that is cut must come into view when it is given the
//! keyboard, as far as the view is large; one that holds others (a row with its fold, a text with its codings) may.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

#[expect(dead_code, reason = "other tests use the rest")]
mod desk;

use deepdive::app::action::Action;
use deepdive::app::command::{Command, Page};
use deepdive::app::gesture::{Gesture, StudyGesture};
use deepdive::app::settings::RoundChoice;
use deepdive::model::{DeepDive, Finding, Recommendation, Sampled};
use deepdive::ui::app::DeepdiveApp;
use desk::{Desk, ask, key, settle};
use egui::accesskit::Role;
use egui::{Id, Key, LayerId, Modifiers, Order, Rect};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeMap;
use std::path::Path;

type Window = Harness<'static, DeepdiveApp>;

const ZOOMS: [f32; 4] = [1.0, 1.5, 2.0, 3.0];

/// A control as it was drawn.
#[derive(Clone, Debug)]
struct Control {
    id: Id,
    layer: LayerId,
    parent: Id,
    role: Role,
    name: String,
    whole: Rect,
    seen: Rect,
    takes_keyboard: bool,
}

impl Control {
    fn says(&self) -> String {
        format!("{:?} “{}” {:?}", self.role, self.name.chars().take(60).collect::<String>(), self.whole)
    }

    fn is_cut(&self) -> bool {
        let (whole, seen) = (self.whole.size(), self.seen.size());
        seen.x < whole.x - 1.5 || seen.y < whole.y - 1.5
    }
}

/// Lines of lists, trees and tables, through which arrow keys go; their own tests say that the line they come to is shown.
const WALKED: [Role; 7] =
    [Role::ListItem, Role::TreeItem, Role::Row, Role::RowHeader, Role::ColumnHeader, Role::GridCell, Role::Document];

/// What a control of a text, list or table may lie in.
const HOLDERS: [Role; 13] = [
    Role::Group,
    Role::Document,
    Role::TreeItem,
    Role::Tree,
    Role::Row,
    Role::RowHeader,
    Role::Grid,
    Role::TreeGrid,
    Role::GridCell,
    Role::ListItem,
    Role::Image,
    Role::Window,
    Role::TextInput,
];

fn window(desk: &Desk, sample: &Path, zoom: f32, pictures: bool) -> Window {
    let builder = Harness::builder().with_size(egui::vec2(1280.0, 720.0) / zoom).with_pixels_per_point(zoom).with_max_steps(64);
    let builder = if pictures { builder.wgpu() } else { builder };
    let mut window = builder.build_eframe(desk.app(Some(sample.to_owned())));
    settle(&mut window);
    window
}

fn controls(window: &Window) -> Vec<Control> {
    let mut named = BTreeMap::new();
    for node in window.query_all_by(|_| true) {
        let node = node.accesskit_node();
        named.insert(node.locate().0, (node.role(), node.label().or_else(|| node.value()).unwrap_or_default()));
    }
    window.ctx.viewport(|viewport| {
        let widgets = &viewport.prev_pass.widgets;
        let mut found = Vec::new();
        for (layer, rects) in widgets.layers() {
            if layer.order == Order::Tooltip || layer.order == Order::Debug {
                continue;
            }
            for widget in rects.iter().filter(|w| w.visible && w.sense.senses_click()) {
                let Some((role, name)) = named.get(&widget.id.accesskit_id()) else { continue };
                if matches!(role, Role::ScrollBar | Role::GenericContainer | Role::Splitter) {
                    continue;
                }
                found.push(Control {
                    id: widget.id,
                    layer: *layer,
                    parent: widget.parent_id,
                    role: *role,
                    name: name.clone(),
                    whole: widget.rect,
                    seen: widget.interact_rect,
                    takes_keyboard: widget.sense.is_focusable() && widget.enabled,
                });
            }
        }
        found
    })
}

/// What is wrong with the window as it stands.
fn faults(window: &mut Window) -> Vec<String> {
    let mut faults = Vec::new();
    let all = controls(window);
    let screen = window.ctx.content_rect().expand(0.6);
    // Behind a dialog nothing can be used.
    let modal = window.ctx.memory(|m| m.top_modal_layer());
    let usable: Vec<&Control> =
        all.iter().filter(|c| modal.is_none_or(|m| c.layer == m || Some(c.layer.order) > Some(m.order))).collect();
    for control in &usable {
        if control.seen.is_positive() && !screen.contains_rect(control.seen) {
            faults.push(format!("outside the window: {}", control.says()));
        }
    }
    let shown: Vec<&&Control> = usable.iter().filter(|c| c.seen.is_positive()).collect();
    for (at, one) in shown.iter().enumerate() {
        for two in shown.iter().skip(at + 1).filter(|two| two.layer == one.layer) {
            let both = one.seen.intersect(two.seen);
            if both.width() < 2.0 || both.height() < 2.0 {
                continue;
            }
            let holds = |outer: &Control, inner: &Control| {
                HOLDERS.contains(&outer.role) && outer.seen.expand(1.5).contains_rect(inner.seen) || outer.id == inner.parent
            };
            if !holds(one, two) && !holds(two, one) {
                faults.push(format!("over one another: {} and {}", one.says(), two.says()));
            }
        }
    }
    // The first and the last that are cut of every part: what stands between them scrolls as they do.
    let mut parts: BTreeMap<String, Vec<Control>> = BTreeMap::new();
    for control in usable.iter().filter(|c| c.is_cut() && c.takes_keyboard && !WALKED.contains(&c.role)) {
        parts.entry(format!("{:?}", control.parent)).or_default().push((*control).clone());
    }
    let cut: Vec<Control> =
        parts.into_values().flat_map(|part| [part.first().cloned(), part.last().cloned()]).flatten().collect();
    for control in cut {
        let before = window.ctx.memory(|m| m.focused());
        let Some(node) = window.query_by(|n| n.locate().0 == control.id.accesskit_id()) else { continue };
        node.focus();
        window.run_steps(8);
        let now = controls(window).into_iter().find(|c| c.id == control.id);
        match now {
            // A long line may stay wider or higher than its view, but most of what can be seen of it is seen.
            Some(now) if now.is_cut() && (now.seen.width() < 24.0 || now.seen.height() < now.whole.height().min(20.0)) => {
                faults.push(format!("cannot be reached: {}, seen {:?}", now.says(), now.seen));
            }
            Some(_) => {}
            None => faults.push(format!("gone when it got the keyboard: {}", control.says())),
        }
        if let Some(before) = before {
            window.ctx.memory_mut(|m| m.request_focus(before));
        }
    }
    faults
}

fn press(window: &mut Window, modifiers: Modifiers, pressed: Key) {
    key(window, modifiers, pressed);
}

fn click(window: &mut Window, name: &str) -> bool {
    let Some(node) = window.query_all_by_label(name).next() else { return false };
    node.click_accesskit();
    settle(window);
    true
}

/// A round over the sample with one finding and one recommendation.
fn add_finding(window: &mut Window) {
    let project = window.state().session().expect("open").project();
    let cases = project.cases().iter().map(|c| (c.id, Some(Sampled { is_in: true, why: String::new() }))).collect();
    let d1 = project.themes().iter().find(|t| t.code == "D1").expect("in the codebook").id;
    let round = DeepDive::new("Under ones");
    let finding =
        Finding { themes: [d1].into(), ..Finding::new(round.id, "What the midwife knew did not reach the health visitor") };
    let recommendation =
        Recommendation { findings: [finding.id].into(), ..Recommendation::new(round.id, "Each form is answered in two days") };
    let id = round.id;
    for gesture in [
        StudyGesture::AddRound(Box::new(round)),
        StudyGesture::Sample(id, cases),
        StudyGesture::AddFinding(Box::new(finding)),
        StudyGesture::AddRecommendation(Box::new(recommendation)),
    ] {
        ask(window, Gesture::Study(gesture).into());
    }
    ask(window, Action::ChooseRound(RoundChoice::One(id)));
}

/// One of the lists of the page of findings, by its row, or by the menu of a low window.
fn to_list(window: &mut Window, name: &str) {
    _ = click(window, "All findings");
    let row = window.query_all_by_role(Role::Tab).filter_map(|n| n.accesskit_node().label()).find(|l| l.starts_with(name));
    if !row.is_some_and(|row| click(window, &row)) {
        _ = click(window, "Recommendations and reviews");
        assert!(click(window, name), "no way to {name}");
    }
}

type Scene = (&'static str, fn(&mut Window));

/// Every page and what can lie over it.
#[expect(clippy::too_many_lines, reason = "a list")]
fn scenes() -> Vec<Scene> {
    vec![
        ("reviews", |w| ask(w, Action::GoTo(Page::Reviews))),
        ("reviews-filter", |w| _ = click(w, "Filter")),
        ("rounds-plan", |w| ask(w, Action::GoTo(Page::Rounds))),
        ("rounds-cases", |w| {
            ask(w, Action::GoTo(Page::Rounds));
            _ = click(w, "Cases");
        }),
        ("rounds-compare", |w| {
            ask(w, Action::GoTo(Page::Rounds));
            _ = click(w, "Compare");
        }),
        ("reading", |w| {
            let session = w.state().session().expect("open");
            let id =
                session.project().documents().iter().max_by_key(|d| session.project().codings_in(d.id).count()).expect("one").id;
            let range = session.project().codings_in(id).nth(2).map(|c| c.range);
            ask(w, Action::Open(id, range));
            press(w, Modifiers::NONE, Key::C);
        }),
        ("reading-find", |w| ask(w, Action::Command(Command::FindInDocument))),
        ("reading-picker", |w| {
            ask(w, Action::Command(Command::GoToReading));
            press(w, Modifiers::NONE, Key::S);
            press(w, Modifiers::NONE, Key::T);
        }),
        ("reading-edit", |w| {
            press(w, Modifiers::NONE, Key::Escape);
            ask(w, Action::Command(Command::GoToReading));
            press(w, Modifiers::NONE, Key::C);
            press(w, Modifiers::NONE, Key::E);
        }),
        ("reading-zone", |w| {
            press(w, Modifiers::NONE, Key::Escape);
            ask(w, Action::Command(Command::GoToReading));
            press(w, Modifiers::NONE, Key::Z);
        }),
        ("reading-go-to", |w| {
            press(w, Modifiers::NONE, Key::Escape);
            ask(w, Action::Command(Command::GoToPlace));
        }),
        ("search", |w| {
            press(w, Modifiers::NONE, Key::Escape);
            ask(w, Action::Search("father OR bruise".into()));
            press(w, Modifiers::NONE, Key::ArrowDown);
        }),
        ("themes", |w| ask(w, Action::Command(Command::GoToThemes))),
        ("theme", |w| {
            let session = w.state().session().expect("open");
            let theme = session.tree().find(session.project(), "B1").expect("in the codebook");
            ask(w, Action::ShowTheme(theme));
        }),
        ("theme-add", |w| ask(w, Action::Command(Command::AddTheme))),
        ("theme-merge", |w| {
            press(w, Modifiers::NONE, Key::Escape);
            _ = click(w, "Merge…");
        }),
        ("theme-split", |w| {
            press(w, Modifiers::NONE, Key::Escape);
            press(w, Modifiers::NONE, Key::Escape);
            _ = click(w, "Split…");
        }),
        ("matrix", |w| {
            press(w, Modifiers::NONE, Key::Escape);
            ask(w, Action::Command(Command::GoToMatrix));
        }),
        ("matrix-cell", |w| {
            press(w, Modifiers::NONE, Key::ArrowDown);
            press(w, Modifiers::NONE, Key::ArrowRight);
            press(w, Modifiers::NONE, Key::Enter);
        }),
        ("matrix-export", |w| ask(w, Action::Command(Command::ExportMatrix))),
        ("framework", |w| {
            press(w, Modifiers::NONE, Key::Escape);
            ask(w, Action::Command(Command::GoToFramework));
            press(w, Modifiers::NONE, Key::D);
        }),
        ("framework-themes", |w| _ = click(w, "Choose themes")),
        ("framework-cell", |w| {
            press(w, Modifiers::NONE, Key::Escape);
            ask(w, Action::Command(Command::GoToFramework));
            press(w, Modifiers::NONE, Key::Space);
        }),
        ("framework-row", |w| _ = click(w, "Row")),
        ("framework-write", |w| {
            press(w, Modifiers::NONE, Key::Escape);
            ask(w, Action::Command(Command::GoToFramework));
            press(w, Modifiers::NONE, Key::Enter);
        }),
        ("findings-none", |w| {
            press(w, Modifiers::NONE, Key::Escape);
            ask(w, Action::Command(Command::GoToFindings));
        }),
        ("findings", |w| {
            add_finding(w);
            ask(w, Action::Command(Command::GoToFindings));
        }),
        ("findings-inside", |w| press(w, Modifiers::NONE, Key::Enter)),
        ("findings-tags", |w| _ = click(w, "Themes, agencies, frames")),
        ("findings-recommend", |w| {
            _ = click(w, "Add a recommendation");
            press(w, Modifiers::NONE, Key::Escape);
        }),
        ("findings-new", |w| ask(w, Action::Command(Command::AddFinding))),
        ("findings-recommendations", |w| {
            press(w, Modifiers::NONE, Key::Escape);
            to_list(w, "All recommendations");
        }),
        ("findings-themes", |w| to_list(w, "Themes against recommendations")),
        ("findings-reviews", |w| to_list(w, "What the reviews said")),
        ("charts", |w| {
            press(w, Modifiers::NONE, Key::Escape);
            ask(w, Action::Command(Command::GoToCharts));
        }),
        ("report", |w| ask(w, Action::Command(Command::WriteReport))),
        ("report-publishable", |w| _ = click(w, "Publishable")),
        ("history", |w| {
            press(w, Modifiers::NONE, Key::Escape);
            ask(w, Action::Command(Command::GoToHistory));
        }),
        ("disagreements", |w| ask(w, Action::Command(Command::GoToDisagreements))),
        ("check", |w| {
            ask(w, Action::Command(Command::GoToReading));
            ask(w, Action::Command(Command::CheckReading));
        }),
        ("palette", |w| ask(w, Action::Command(Command::Palette))),
        ("keys", |w| {
            press(w, Modifiers::NONE, Key::Escape);
            ask(w, Action::Command(Command::Keys));
        }),
        ("new", |w| {
            press(w, Modifiers::NONE, Key::Escape);
            ask(w, Action::Command(Command::NewDeepDive));
        }),
        ("path", |w| {
            press(w, Modifiers::NONE, Key::Escape);
            ask(w, Action::Command(Command::ExportCodebook));
        }),
        ("welcome", |w| {
            press(w, Modifiers::NONE, Key::Escape);
            ask(w, Action::Command(Command::CloseDeepDive));
        }),
    ]
}

fn walk(zoom: f32) {
    let desk = Desk::new();
    let sample = desk.sample();
    let mut window = window(&desk, &sample, zoom, false);
    let mut found = Vec::new();
    for (name, show) in scenes() {
        show(&mut window);
        found.extend(faults(&mut window).into_iter().map(|fault| format!("{name}, {fault}")));
        assert!(!controls(&window).is_empty(), "{name}: nothing was drawn");
    }
    assert!(found.is_empty(), "at {} %: {} faults\n{}", zoom * 100.0, found.len(), found.join("\n"));
}

#[test]
fn every_control_can_be_reached_at_100_percent() {
    walk(ZOOMS[0]);
}

#[test]
fn every_control_can_be_reached_at_150_percent() {
    walk(ZOOMS[1]);
}

#[test]
fn every_control_can_be_reached_at_200_percent() {
    walk(ZOOMS[2]);
}

#[test]
fn every_control_can_be_reached_at_300_percent() {
    walk(ZOOMS[3]);
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder cargo test --test window_zoom -- --ignored"]
fn pictures() {
    let folder = std::env::var("DEEPDIVE_PICTURES").unwrap_or_else(|_| "target/pictures".to_owned());
    fs_err::create_dir_all(&folder).expect("made");
    let wanted = std::env::var("DEEPDIVE_SCENES").unwrap_or_default();
    let zooms = std::env::var("DEEPDIVE_ZOOMS").unwrap_or_else(|_| "1 2 3".to_owned());
    let desk = Desk::new();
    let sample = desk.sample();
    for zoom in zooms.split(' ').filter_map(|z| z.parse::<f32>().ok()) {
        let mut window = window(&desk, &sample, zoom, true);
        for (name, show) in scenes() {
            show(&mut window);
            if wanted.is_empty() || wanted.split(' ').any(|w| name.starts_with(w)) {
                window.render().expect("drawn").save(format!("{folder}/{name}-{}.png", zoom * 100.0)).expect("saved");
            }
        }
    }
}
