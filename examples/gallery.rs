//! Pictures of the look: every control, the frame and the first page, for looking at.
//!
//! Writes PNG files into the folder given as the first argument; further arguments choose pictures by name.

use deepdive::model::Polarity;
use deepdive::ui::shell::{
    MenuLine, Rail, RailItem, SaveState, TopBar, key_bar_ui, page_ui, pane_ui, rail_ui, single_column, top_bar_ui,
};
use deepdive::ui::style::{self, Appearance, Face, Style, ThemeChoice, icons};
use deepdive::ui::welcome::{Recent, Welcome};
use deepdive::ui::widgets::*;
use egui::{Align, Frame, Margin, Rect, Ui, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

const ITEMS: [&[RailItem<'static, u8>]; 3] = [
    &[
        RailItem { place: 0, icon: icons::LIBRARY, label: "Reviews", count: "24" },
        RailItem { place: 1, icon: icons::BOOK_OPEN_TEXT, label: "Reading", count: "" },
        RailItem { place: 2, icon: icons::TEXT_SEARCH, label: "Search", count: "" },
    ],
    &[
        RailItem { place: 3, icon: icons::TAGS, label: "Themes", count: "60" },
        RailItem { place: 4, icon: icons::GRID_3X3, label: "Matrix", count: "" },
        RailItem { place: 5, icon: icons::TABLE_2, label: "Framework", count: "" },
        RailItem { place: 6, icon: icons::LIGHTBULB, label: "Findings", count: "7" },
    ],
    &[
        RailItem { place: 7, icon: icons::USERS, label: "Cases", count: "10" },
        RailItem { place: 8, icon: icons::HISTORY, label: "History", count: "" },
    ],
];

fn welcome() -> Welcome {
    let recent = |title: &str, when: &str, counts: &str, place: &str, unreachable| Recent {
        title: title.into(),
        when: when.into(),
        counts: counts.into(),
        place: place.into(),
        unreachable,
    };
    Welcome {
        recent: vec![
            recent(
                "NAI in under-ones",
                "Today, 09:12",
                "10 cases, 24 documents, 248 codings",
                "Shared drive, Quality team, 2024",
                false,
            ),
            recent(
                "Neglect and school attendance",
                "17 May 2024",
                "14 cases, 38 documents, 611 codings",
                "Documents, Deep dives",
                false,
            ),
            recent("Coercive control and babies", "2 November 2023", "", "Shared drive, Quality team, 2023", true),
        ],
    }
}

struct Shown {
    text: String,
    query: String,
    long: String,
    on: bool,
    off: bool,
    part: usize,
    dialog: bool,
    failed: bool,
}

fn shell_ui(ui: &mut Ui, state: &mut Shown) {
    let menu = [
        MenuLine { text: "Project settings", key: "", enabled: true, gap_before: false },
        MenuLine { text: "Close project", key: "Ctrl W", enabled: true, gap_before: true },
    ];
    let bar = TopBar {
        project: "NAI in under-ones",
        menu: &menu,
        marking: Some("OFFICIAL-SENSITIVE"),
        save: if state.failed { SaveState::Failed("The folder cannot be reached") } else { SaveState::Saved },
        search_key: "Ctrl K",
    };
    top_bar_ui(ui, &bar);
    let narrow = single_column(ui);
    rail_ui(ui, &Rail { groups: &ITEMS, place: 0, narrow, coder: "RP" });
    if !narrow {
        pane_ui(ui, "pane", 320.0, |ui| {
            page_title_ui(ui, "Child B practice review", "");
            ui.horizontal(|ui| {
                ui.add(primary_button("Open").icon(icons::BOOK_OPEN_TEXT));
                ui.add(button("Replace file…"));
            });
            ui.separator();
            section_label_ui(ui, "Where the codings are", "32 codings");
        });
    }
    page_ui(ui, |ui| {
        key_bar_ui(ui, &[("T", "tag"), ("L", "last theme again"), ("[ ]", "move an end"), ("N", "next uncoded")]);
        Frame::NONE.inner_margin(Margin::same(24)).show(ui, |ui| {
            egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| demo_page_ui(ui, state));
        });
    });
}

fn demo_page_ui(ui: &mut Ui, state: &mut Shown) {
    let actions = [button("Filter").icon(icons::LIST_FILTER), primary_button("Add documents").icon(icons::PLUS)];
    page_header_ui(ui, "Reviews", "24 documents, 10 cases, 611 pages", &actions);
    ui.add_space(8.0);
    notice(Tone::Caution, "26 files read in 41 seconds. 24 added, 2 left out.")
        .text("“Child H scan.pdf” holds pictures of pages and no text. “summary (2).docx” is the same as one you have.")
        .actions(&["See report"])
        .closable()
        .show_ui(ui);
    ui.add_space(8.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    let style = Style::of(ui);
    let quiet = Ink::new(Face::Ui, 14.5, style.secondary);
    let medium = Ink::new(Face::UiMedium, 14.5, style.ink);
    for (case, docs) in [
        ("Child A", ["Child A rapid review", "Midwifery summary"]),
        (
            "Child B",
            ["Child B practice review", "A very long name of a document that certainly does not fit into its column and is cut"],
        ),
    ] {
        band(case, true).show_ui(ui, |ui| {
            cell_text_ui(ui, 200.0, Align::Min, case, &Ink::new(Face::UiSemibold, 14.5, style.ink));
        });
        for doc in docs {
            row(doc).indent(24.0).selected(doc.contains("practice")).show_ui(ui, |ui| {
                cell_text_ui(ui, 280.0, Align::Min, doc, &medium);
                cell_text_ui(ui, 110.0, Align::Min, "Rapid review", &quiet);
                cell_text_ui(ui, 40.0, Align::Max, "14", &medium);
                progress_bar_ui(ui, "Read", if doc.contains("practice") { 0.6 } else { 1.0 }, 48.0);
            });
        }
    }
    ui.add_space(16.0);
    if state.dialog {
        let ctx = ui.ctx().clone();
        dialog("demo", "Merge “Father not engaged” into another theme", "Merge").show_ui(&ctx, |ui, fresh| {
            ui.label("All 9 codings move with it. You can undo this.");
            let field = text_field(&mut state.text, "Theme").icon(icons::SEARCH).hint("Find a theme").show_ui(ui);
            if fresh {
                field.request_focus();
            }
        });
    }
}

fn gallery_ui(ui: &mut Ui, state: &mut Shown) {
    let style = Style::of(ui);
    Frame::NONE.fill(style.surface).inner_margin(Margin::same(24)).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.columns_const(|[one, other]| {
            left_ui(one, state);
            marks_ui(other);
            strips_ui(other);
        });
    });
}

fn left_ui(ui: &mut Ui, state: &mut Shown) {
    page_title_ui(ui, "Controls", "as they are");
    ui.horizontal(|ui| {
        ui.add(primary_button("New deep dive").icon(icons::PLUS).large());
        ui.add(button("Open…").icon(icons::FOLDER_OPEN).large()).request_focus();
    });
    ui.horizontal(|ui| {
        ui.add(primary_button("Tag 7 passages"));
        ui.add(button("Reject"));
        ui.add(danger_button("Remove"));
        ui.add(quiet_button("RP and JM").icon(icons::EYE));
        ui.add(link_button("See report"));
    });
    ui.horizontal(|ui| {
        ui.add_enabled(false, primary_button("Not yet"));
        ui.add_enabled(false, button("Not yet").icon(icons::PLUS));
        ui.add(icon_button(icons::PENCIL, "Edit"));
        ui.add(icon_button(icons::PANEL_LEFT, "Outline").selected(true));
        ui.add(icon_button(icons::X, "Close").small());
    });
    text_field(&mut state.text, "Name").show_ui(ui);
    text_field(&mut state.query, "Filter").icon(icons::LIST_FILTER).hint("Filter 60 themes").clearable().show_ui(ui);
    text_field(&mut state.long, "Note").rows(3).hint("Why is this so?").show_ui(ui);
    text_field(&mut state.text, "Incident").width(200.0).mark(icons::TRIANGLE_ALERT, Style::of(ui).caution).show_ui(ui);
    text_field(&mut state.text, "Statement").statement().large().clearable().show_ui(ui);
    ui.horizontal(|ui| {
        ui.add(check_box(&mut state.on, "LCSPR"));
        ui.add(check_box(&mut state.off, "Rapid review"));
        ui.add(check_box(&mut state.off, "Some").mixed(true));
    });
    segmented_ui(ui, "Count", &["Codings", "Cases", "Words"], &mut state.part);
    ui.horizontal(|ui| {
        drop_down_ui(ui, "Span", &["Whole sentence", "Words"], Some(0), 160.0);
        menu_button_ui(ui, button("Child B, practice review"), |_| ());
    });
    ui.horizontal(|ui| {
        for (key, what) in [("Shift Enter", "add more"), ("Esc", ""), ("T", "tag")] {
            key_hint_ui(ui, key, what);
        }
    });
    job_ui(ui, "Reading “Child D practice review.pdf”", "12 of 26, 20 seconds left", 0.46);
}

fn marks_ui(ui: &mut Ui) {
    let style = Style::of(ui);
    ui.horizontal_wrapped(|ui| {
        for (index, letter) in ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"].iter().enumerate() {
            ui.add(theme_chip(letter, "", style.group_colours(index)));
            ui.add(
                theme_chip(&format!("{letter}1"), "", style.group_colours(index))
                    .polarity(Polarity::ALL.into_iter().cycle().nth(index).unwrap_or_default()),
            );
            ui.add(theme_chip(&format!("{letter}12"), "", style.group_colours(index)).solid(true));
        }
    });
    ui.horizontal(|ui| {
        for (words, tone) in [
            ("Draft", Tone::Plain),
            ("Agreed", Tone::Good),
            ("Changed", Tone::Caution),
            ("Failed", Tone::Error),
            ("Under 6 months", Tone::Accent),
        ] {
            state_pill_ui(ui, words, tone);
        }
    });
    use CaseMark::{Against, For, NotFound, Unread};
    let marks = [For, For, NotFound, For, For, For, Against, For, Against, Unread];
    ui.horizontal(|ui| {
        case_squares(&marks, Polarity::Concern).show_ui(ui);
        ui.label(CaseSquares::of(&marks));
        case_squares(&marks, Polarity::GoodPractice).show_ui(ui);
    });
    case_squares(&marks, Polarity::Concern).letters(&["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"]).show_ui(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(560.0, 30.0), egui::Sense::hover());
    let pen = Pen::new(ui);
    for (index, cell) in (0..6)
        .map(|n| HeatCell::Coded { concern: n, good: n / 2 })
        .chain([HeatCell::NotFound, HeatCell::StatedAbsent, HeatCell::Unread])
        .enumerate()
    {
        pen.heat_cell(Rect::from_min_size(rect.min + vec2(index as f32 * 62.0, 0.0), vec2(62.0, 28.0)), cell);
    }
    let (rect, _) = ui.allocate_exact_size(vec2(400.0, 60.0), egui::Sense::hover());
    for (index, polarity) in Polarity::ALL.into_iter().enumerate() {
        let at = rect.min + vec2(130.0 * index as f32, 10.0);
        pen.sign_badge(at + vec2(8.0, 0.0), polarity);
        pen.underline(
            egui::Rangef::new(at.x + 24.0, at.x + 110.0),
            at.y,
            style.polarity(polarity).pattern,
            2.0,
            style.group_colours(index).mark,
        );
        pen.stripe(
            at.x + 120.0,
            egui::Rangef::new(rect.top(), rect.bottom()),
            style.polarity(polarity).pattern,
            3.0,
            style.group_colours(index).mark,
        );
    }
}

fn strips_ui(ui: &mut Ui) {
    notice(Tone::Error, "The folder could not be written")
        .text("Another program holds it. Your changes are kept in memory.")
        .actions(&["Try again", "Save elsewhere"])
        .show_ui(ui);
    notice(Tone::Plain, "3 codings removed").actions(&["Undo"]).closable().show_ui(ui);
    notice(Tone::Good, "Framework exported").actions(&["Show file"]).closable().show_ui(ui);
    empty_state_ui(
        ui,
        icons::LIGHTBULB,
        "No findings yet",
        "A finding says in one sentence what several cases show. Begin with a theme that many cases share.",
        Some("Write a finding"),
    );
}

fn main() -> Result<(), String> {
    let mut args = std::env::args().skip(1);
    let out = args.next().unwrap_or_else(|| "target/look".to_owned());
    let wanted: Vec<String> = args.collect();
    fs_err::create_dir_all(&out).map_err(|fault| fault.to_string())?;
    let large = vec2(1440.0, 900.0);
    let pages = [
        ("gallery", large, 1.0),
        ("shell", large, 1.0),
        ("shell-1280x720", vec2(1280.0, 720.0), 1.0),
        ("shell-zoom200", large, 2.0),
        ("shell-zoom300", large, 3.0),
        ("dialog", large, 1.0),
        ("dialog-zoom300", large, 3.0),
        ("menu", large, 1.0),
        ("tip-zoom200", large, 2.0),
        ("welcome", large, 1.0),
        ("welcome-1280x720", vec2(1280.0, 720.0), 1.0),
        ("welcome-zoom200", large, 2.0),
        ("welcome-zoom300", large, 3.0),
    ];
    for (name, size, zoom) in pages {
        if !wanted.is_empty() && !wanted.iter().any(|one| one == name) {
            continue;
        }
        for theme in [ThemeChoice::Light, ThemeChoice::Dark] {
            picture(name, size, zoom, theme, &out)?;
        }
    }
    Ok(())
}

fn picture(name: &'static str, size: egui::Vec2, zoom: f32, theme: ThemeChoice, out: &str) -> Result<(), String> {
    let dark = theme == ThemeChoice::Dark;
    let state = Shown {
        text: "5 June 2021".to_owned(),
        query: String::new(),
        long: String::new(),
        on: true,
        off: false,
        part: 0,
        dialog: name.starts_with("dialog"),
        failed: name.contains("1280"),
    };
    let demo = Demo { name, state, welcome: welcome() };
    let mut harness = Harness::builder()
        .with_size(size / zoom)
        .with_pixels_per_point(zoom)
        .with_render_cursor(false)
        .with_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light })
        .with_context_setup(move |ctx| style::install(ctx, Appearance { theme, ..Appearance::default() }))
        .wgpu()
        .build_eframe(|_| demo);
    harness.run_steps(4);
    if name == "menu" {
        harness.get_by_label("Project: NAI in under-ones").click();
    }
    if name.starts_with("tip") {
        harness.get_by_label("Framework").focus();
    }
    harness.run_steps(4);
    let path = format!("{out}/{name}-{}.png", if dark { "dark" } else { "light" });
    harness.render()?.save(&path).map_err(|fault| fault.to_string())
}

struct Demo {
    name: &'static str,
    state: Shown,
    welcome: Welcome,
}

impl eframe::App for Demo {
    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        match self.name.split('-').next() {
            Some("gallery") => gallery_ui(ui, &mut self.state),
            Some("welcome") => {
                self.welcome.ui(ui);
            }
            _ => shell_ui(ui, &mut self.state),
        }
    }
}
