//! One frame: what arrived is taken over, keys become commands, the page draws, actions are carried out.

use super::DeepdiveApp;
use super::commands::sentence;
use super::files::Asked;
use super::hints::{self, Hint, HintChoice};
use super::keys::{Place, hint, keys_of, pressed};
use crate::app::action::Action;
use crate::app::command::{Command, Needs, Page};
use crate::app::settings::{Recent, RoundChoice, Settings};
use crate::store::writer::SaveState;
use crate::ui::shell::{
    self, MenuLine, Rail, RailChoice, RailItem, TopBar, TopBarChoice, key_bar_ui, page_ui, rail_ui, top_bar_ui,
};
use crate::ui::style::{Style, icons};
use crate::ui::view::PageUi;
use crate::ui::welcome::{Recent as RecentLine, Welcome, WelcomeChoice};
use crate::ui::widgets::{NoticeChoice, Tone, job_ui, notice};
use egui::{Align2, Area, Context, Id, Order, Role, Ui, UiBuilder, ViewportCommand, vec2};
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

const MENU: [Command; 10] = [
    Command::NewDeepDive,
    Command::OpenDeepDive,
    Command::CloseDeepDive,
    Command::AddFiles,
    Command::AddFolder,
    Command::Undo,
    Command::Redo,
    Command::ExportMatrix,
    Command::SwitchAppearance,
    Command::Keys,
];

impl eframe::App for DeepdiveApp {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame_ui(ui);
    }
}

impl DeepdiveApp {
    /// Draws one frame.
    pub fn frame_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        if !crate::ui::style::fonts::ready(&ctx) {
            ctx.request_repaint();
            return;
        }
        self.now = ctx.input(|i| i.time);
        let before = (self.dive.is_some(), self.page);
        self.poll_jobs(&ctx);
        self.take_dropped(&ctx);
        self.keys(&ctx);
        if self.dive.is_some() {
            self.dive_ui(ui);
        } else {
            self.welcome_ui(ui);
        }
        self.announce_ui(ui);
        if let Some(wish) = self.dialogs.ui(&ctx, &Arc::clone(&self.keymap)) {
            self.wish(&ctx, wish);
        }
        self.report_ui(&ctx);
        let session = self.dive.as_ref().map(|d| &d.session);
        self.actions.extend(self.palette.ui(&ctx, session, self.page));
        self.told_ui(&ctx);
        self.carry_out(&ctx);
        if self.dive.is_some() && before != (true, self.page) {
            if before.0 {
                self.settle_page(before.1);
            }
            let by_mouse = ctx.input(|i| i.pointer.any_down() || i.pointer.any_released());
            self.page_now().take_keyboard(by_mouse);
            ctx.request_repaint();
        }
        self.close_when_saved(&ctx);
        self.set_title(&ctx);
    }

    fn page_now(&mut self) -> &mut dyn PageUi {
        self.pages.get_mut(self.page)
    }

    fn keys(&mut self, ctx: &Context) {
        if self.dialogs.is_open()
            || self.report.is_some()
            || self.palette.is_open()
            // A dialog of the page itself.
            || ctx.memory(|memory| memory.top_modal_layer().is_some())
            || self.dive.is_some() && self.page_now().takes_keys()
        {
            return;
        }
        let may_change = self.dive.as_ref().is_some_and(|d| d.session.read_only().is_none());
        let in_text = self.dive.is_some() && self.page_now().text_has_keyboard(ctx);
        let place = Place { has_dive: self.dive.is_some(), may_change, page: self.page, in_text };
        for command in pressed(ctx, &self.keymap, place) {
            match command.facts().3 {
                // At once: what a page does with a key is to be seen in the frame that follows.
                Needs::On(_) => self.command(ctx, command),
                Needs::Nothing | Needs::DeepDive | Needs::Changes => self.actions.push(Action::Command(command)),
            }
        }
    }

    fn take_dropped(&mut self, ctx: &Context) {
        let dropped: Vec<_> = ctx.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_owned()).collect());
        // A deep dive is a folder: dropped alone it is opened, whatever is open now.
        let project = dropped.first().filter(|_| dropped.len() == 1).and_then(|path| project_of(path));
        match project {
            Some(folder) => self.actions.push(Action::OpenProject(folder)),
            None if dropped.is_empty() => {}
            None => self.actions.push(Action::Import(dropped)),
        }
    }

    fn welcome_ui(&mut self, ui: &mut Ui) {
        let welcome = Welcome { recent: self.settings.recent.iter().map(recent_line).collect() };
        match welcome.ui(ui) {
            Some(WelcomeChoice::New) => self.actions.push(Action::Command(Command::NewDeepDive)),
            Some(WelcomeChoice::Open) => self.actions.push(Action::Command(Command::OpenDeepDive)),
            Some(WelcomeChoice::Sample) => self.actions.push(Action::Command(Command::OpenSample)),
            Some(WelcomeChoice::Recent(i)) => {
                self.actions.extend(self.settings.recent.get(i).map(|r| Action::OpenProject(r.path.clone())));
            }
            None => {}
        }
        if let Some(job) = &self.sample {
            let (read, total) = (job.read.load(Ordering::Relaxed), job.total.load(Ordering::Relaxed));
            Area::new(Id::unique("sample job")).anchor(Align2::CENTER_BOTTOM, vec2(0.0, -24.0)).order(Order::Foreground).show(
                ui.ctx(),
                |ui| {
                    ui.set_width(480.0_f32.min(ui.ctx().content_rect().width() - 48.0));
                    let share = if total == 0 { 0.0 } else { read as f32 / total as f32 };
                    job_ui(ui, "Making the sample deep dive", &format!("{read} of {total} documents read"), share);
                },
            );
            ui.ctx().request_repaint_after(Duration::from_millis(200));
        }
    }

    fn dive_ui(&mut self, ui: &mut Ui) {
        self.top_ui(ui);
        self.rail_ui(ui);
        let Some(dive) = &self.dive else { return };
        let searched = dive.search.searched();
        let view = dive.view(&self.settings, &searched);
        let actions = &mut self.actions;
        let (map, at, settings) = (&*self.keymap, self.page, &self.settings);
        let mut put_away = None;
        let page = self.pages.get_mut(self.page);
        page_ui(ui, |ui| {
            let keys: Vec<(String, &str)> = page.keys().iter().map(|(keys, does)| (hint(map, at, keys), *does)).collect();
            let keys: Vec<(&str, &str)> = keys.iter().map(|(keys, does)| (keys.as_str(), *does)).collect();
            if !keys.is_empty() && !shell::single_column(ui) {
                key_bar_ui(ui, &keys);
            }
            put_away = hints::ui(ui, at, settings);
            shell::at_least_ui(ui, page.least_room(), |ui| page.ui(ui, &view, actions));
        });
        if let Some(choice) = put_away {
            match choice {
                HintChoice::Away(hint) => self.put_away(&[hint]),
                HintChoice::AllAway => self.put_away(&Hint::ALL),
            }
        }
        if self.pages.matrix.take_wants_path() {
            let wake = Self::wake(ui.ctx());
            self.files.ask(Asked::Save("xlsx"), Box::new(move || wake()));
        }
        if self.pages.reviews.take_wants_path() {
            let wake = Self::wake(ui.ctx());
            self.files.ask(Asked::SaveReport, Box::new(move || wake()));
        }
    }

    /// Says what no notice shows, such as the end of a job on another page, to a screen reader.
    fn announce_ui(&self, ui: &mut Ui) {
        if self.announced.is_empty() {
            return;
        }
        let builder = UiBuilder::new().accessibility_role(Role::Status).accessibility_label(self.announced.clone());
        let nowhere = egui::Rect::from_min_size(ui.max_rect().min, egui::Vec2::ZERO);
        let said = ui.new_child(builder.max_rect(nowhere).id_salt("announced"));
        ui.ctx().accesskit_node_builder(said.unique_id(), |node| node.set_live(egui::accesskit::Live::Polite));
    }

    /// Puts hints away for good.
    pub(super) fn put_away(&mut self, hints: &[Hint]) {
        let before = self.settings.hints_seen.len();
        self.settings.hints_seen.extend(hints.iter().map(|hint| hint.name()));
        if self.settings.hints_seen.len() != before {
            self.save_settings();
        }
    }

    fn top_ui(&mut self, ui: &mut Ui) {
        let Some(dive) = &self.dive else { return };
        let session = &dive.session;
        let may_change = session.read_only().is_none();
        let next = [(Command::Undo, session.next_undo()), (Command::Redo, session.next_redo())];
        let lines: Vec<(String, String, bool)> = MENU
            .into_iter()
            .map(|c| {
                let what = next.iter().find(|(n, _)| *n == c).map(|(_, what)| what);
                let name = match what {
                    Some(Some(label)) => format!("{}: {}", c.name(), label.to_lowercase()),
                    Some(None) | None => c.name().to_owned(),
                };
                let enabled = c.is_enabled(true, may_change, self.page) && what.is_none_or(Option::is_some);
                (name, keys_of(ui, c), enabled)
            })
            .collect();
        let menu: Vec<MenuLine<'_>> = lines
            .iter()
            .enumerate()
            .map(|(i, (text, key, enabled))| MenuLine { text, key, enabled: *enabled, gap_before: matches!(i, 3 | 5 | 7 | 8) })
            .collect();
        let state = session.save_state();
        let save = match (&state, session.read_only()) {
            (_, Some(why)) => shell::SaveState::ReadOnly(why),
            (SaveState::Saved, None) => shell::SaveState::Saved,
            (SaveState::SavedUnconfirmed, None) => shell::SaveState::Unconfirmed,
            (SaveState::Saving { .. }, None) => shell::SaveState::Saving,
            (SaveState::Failing { why, .. }, None) => shell::SaveState::Failed(why),
        };
        let key = keys_of(ui, Command::Palette);
        let marking = session.folder().manifest().marking.as_str();
        let (round, project) = (dive.round(&self.settings), session.project());
        let names = project.deep_dives().iter().map(|r| (r.name.as_str(), RoundChoice::One(r.id), round == Some(r.id)));
        let all: Vec<_> = std::iter::once(("All cases", RoundChoice::AllCases, round.is_none())).chain(names).collect();
        let shown: Vec<(&str, bool)> = all.iter().map(|(name, _, on)| (*name, *on)).collect();
        let rounds = if project.deep_dives().is_empty() { &[] } else { shown.as_slice() };
        let bar = TopBar { project: session.title(), menu: &menu, marking: Some(marking), save, search_key: &key, rounds };
        match top_bar_ui(ui, &bar) {
            Some(TopBarChoice::Menu(i)) => self.actions.extend(MENU.get(i).copied().map(Action::Command)),
            Some(TopBarChoice::Search) => self.palette.open(),
            Some(TopBarChoice::Save) => self.say_save_state(&state),
            Some(TopBarChoice::Round(i)) => self.actions.extend(all.get(i).map(|(_, choice, _)| Action::ChooseRound(*choice))),
            None => {}
        }
    }

    fn say_save_state(&mut self, state: &SaveState) {
        match state {
            SaveState::Failing { why, .. } => {
                let why = why.clone();
                self.tell(Tone::Error, why);
            }
            SaveState::SavedUnconfirmed => {
                self.tell(
                    Tone::Plain,
                    "Everything was handed to this drive, which cannot confirm that it is safe; keep a backup",
                );
            }
            SaveState::Saved | SaveState::Saving { .. } => self.tell(Tone::Plain, "Every change is saved as you make it"),
        }
    }

    fn rail_ui(&mut self, ui: &mut Ui) {
        let Some(dive) = &self.dive else { return };
        let documents = dive.session.project().documents().len().to_string();
        let themes = dive.session.tree().nodes().iter().filter(|n| !n.is_group()).count().to_string();
        let item = |place: Page, icon, count| RailItem { place, icon, label: place.name(), count };
        let first = [
            item(Page::Reviews, icons::LIBRARY, documents.as_str()),
            item(Page::Reading, icons::BOOK_OPEN_TEXT, ""),
            item(Page::Search, icons::TEXT_SEARCH, ""),
            item(Page::Suggestions, icons::LAYERS, ""),
            item(Page::Words, icons::TYPE, ""),
        ];
        let memos = match dive.session.project().memos().len() {
            0 => String::new(),
            many => many.to_string(),
        };
        let round = dive.round(&self.settings);
        let findings = match round.map_or(0, |id| dive.session.project().findings_of(id).len()) {
            0 => String::new(),
            many => many.to_string(),
        };
        let second = [
            item(Page::Themes, icons::TAGS, themes.as_str()),
            item(Page::Matrix, icons::GRID_3X3, ""),
            item(Page::Framework, icons::TABLE_2, ""),
            item(Page::Findings, icons::LIGHTBULB, findings.as_str()),
            item(Page::Charts, icons::COLUMNS_3, ""),
            item(Page::Memos, icons::NOTEBOOK_PEN, memos.as_str()),
        ];
        // Only where there is something to settle, or one has just settled the last.
        let open = dive.session.project().disagreements().count();
        let number = if open == 0 { String::new() } else { open.to_string() };
        let settle = item(Page::Disagreements, icons::GIT_COMPARE, number.as_str());
        let mut third = vec![item(Page::Rounds, icons::FLAG, ""), item(Page::History, icons::HISTORY, "")];
        if open > 0 || self.page == Page::Disagreements {
            third.insert(0, settle);
        }
        let groups: &[&[RailItem<'_, Page>]] = &[&first, &second, &third];
        let style = Style::of(ui);
        let width = ui.content_rect().width();
        let fold = &style.tokens.fold;
        let narrow =
            width < fold.single_column || (matches!(self.page, Page::Reading | Page::Check) && width < fold.rail_on_reading);
        let coder = dive.session.me().map(|me| dive.session.project().analyst(me).initials).unwrap_or_default();
        let place = if self.page == Page::Check { self.checked_from } else { self.page };
        let rail = Rail { groups, place, narrow, coder: &coder };
        match rail_ui(ui, &rail) {
            Some(RailChoice::Place(page)) => self.page = page,
            Some(RailChoice::Coder) => {
                let name = self.settings.analyst_or_user().name;
                self.tell(Tone::Plain, format!("Coding as {name}"));
            }
            None => {}
        }
    }

    fn told_ui(&mut self, ctx: &Context) {
        self.tell_failing(ctx);
        let Some(told) = self.told.clone() else { return };
        if told.until.is_some_and(|until| self.now > until) {
            self.told = None;
            return;
        }
        let actions: &[&str] = if told.undo {
            &["Undo"]
        } else if told.tone == Tone::Error {
            &["Save an emergency copy"]
        } else {
            &[]
        };
        let width = 560.0_f32.min(ctx.content_rect().width() - 48.0);
        let shown = Area::new(Id::unique("told")).anchor(Align2::CENTER_BOTTOM, vec2(0.0, -44.0)).order(Order::Foreground).show(
            ctx,
            |ui| {
                ui.set_width(width);
                notice(told.tone, &told.words).actions(actions).closable().show_ui(ui)
            },
        );
        match shown.inner {
            Some(NoticeChoice::Action(_)) => {
                self.told = None;
                self.actions.push(if told.undo { Action::Command(Command::Undo) } else { Action::SaveEmergencyCopy });
            }
            Some(NoticeChoice::Close) => self.told = None,
            None => {}
        }
        if told.until.is_some() {
            ctx.request_repaint_after(Duration::from_secs(1));
        }
    }

    /// Says once that saving fails, with a way out, and once that it goes on; the top bar says it all the time.
    fn tell_failing(&mut self, ctx: &Context) {
        let state = self.dive.as_ref().map(|d| d.session.save_state()).unwrap_or_default();
        if let SaveState::Failing { why, .. } = state {
            if self.failing.as_ref() != Some(&why) {
                self.failing = Some(why.clone());
                self.tell(Tone::Error, why);
            }
            ctx.request_repaint_after(Duration::from_secs(1));
        } else if state.is_saved() && self.failing.take().is_some() {
            self.tell(Tone::Plain, "Everything is saved again");
        }
    }

    /// The window closes only when everything is on disk.
    fn close_when_saved(&mut self, ctx: &Context) {
        if ctx.input(|i| i.viewport().close_requested()) {
            self.settle_page(self.page);
            self.keep_places();
            let saved = self.dive.as_ref().is_none_or(|d| d.session.wait_saved(Duration::from_secs(3)).is_saved());
            if !saved && !self.closing {
                ctx.send_viewport_cmd(ViewportCommand::CancelClose);
                self.closing = true;
                self.tell(Tone::Error, "The window stays open, because your last changes are not on disk yet. Save an emergency copy, then close again");
            }
        }
    }

    fn set_title(&self, ctx: &Context) {
        let title = self.session().map_or_else(|| "Deepdive".to_owned(), |s| format!("{} - Deepdive", sentence(s.title())));
        // The screen reader reads this name; the system's title does not reach it.
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(title.as_str()));
        let id = Id::unique("window title");
        let same = ctx.data(|d| d.get_temp::<String>(id)).is_some_and(|before| before == title);
        if !same {
            ctx.data_mut(|d| d.insert_temp(id, title.clone()));
            ctx.send_viewport_cmd(ViewportCommand::Title(title));
        }
    }

    /// The settings, for tests.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }
}

/// The project folder that a path means: the folder itself, or the one that its `project.ron` lies in.
pub(super) fn project_of(path: &Path) -> Option<PathBuf> {
    if path.file_name().is_some_and(|name| name == "project.ron") {
        return path.parent().map(Path::to_path_buf);
    }
    path.join("project.ron").is_file().then(|| path.to_path_buf())
}

fn recent_line(recent: &Recent) -> RecentLine {
    let (cases, documents, codings) = recent.counts;
    let opened = recent.opened.to_zoned(TimeZone::system());
    let parent = recent.path.parent().map(|p| p.display().to_string()).unwrap_or_default();
    RecentLine {
        title: recent.title.clone(),
        when: opened.strftime("%-d %B %Y, %H:%M").to_string(),
        counts: format!("{cases} cases, {documents} documents, {codings} codings"),
        place: parent,
        unreachable: !recent.path.exists(),
    }
}
