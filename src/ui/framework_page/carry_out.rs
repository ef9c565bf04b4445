//! Wishes to steps: every change of a cell is one step that can be undone, and none is made without a person's wish.

use super::FrameworkPage;
use super::sheet::{Place, Sheet, Spot};
use super::wish::Wish;
use crate::app::action::Action;
use crate::app::framework::{FrameCell, cell_passages, draft, linked, looked_through, unlinked};
use crate::app::gesture::{Gesture, StudyGesture};
use crate::model::{Cell, SeenCoding, Written};
use crate::ui::view::View;

impl FrameworkPage {
    pub(super) fn carry_out(&mut self, view: &View<'_>, sheet: &Sheet, wish: Wish, actions: &mut Vec<Action>) {
        let may_change = view.session.read_only().is_none();
        match wish {
            Wish::Go(place) => self.go(place),
            Wish::Take(spot) => {
                self.go(spot.into());
                self.show_pane();
            }
            Wish::Fold(name) => {
                if !self.folded.remove(&name) {
                    self.folded.insert(name);
                }
            }
            Wish::Show(coding) => actions.push(Action::ShowCoding(coding)),
            Wish::Tab(tab) => {
                self.pane.tab = tab.min(2);
                self.show_pane();
            }
            Wish::Look(spot) => self.open(spot, 1),
            Wish::Choose(spot) => {
                if cell(sheet, spot).is_some_and(|cell| cell.differs) {
                    self.open(spot, 0);
                }
            }
            Wish::EnterPane => {
                self.show_pane();
                self.pane.wants_keyboard = true;
            }
            Wish::ClosePane => {
                self.stop_writing();
                self.pane.is_open = false;
                self.wants_keyboard.ask();
            }
            Wish::StopWriting => self.stop_writing(),
            Wish::Edit(_)
            | Wish::Draft(_)
            | Wish::Accept(_)
            | Wish::LookedThrough(_)
            | Wish::Settle(..)
            | Wish::Link(..)
            | Wish::Unlink(..)
            | Wish::Judge(..)
            | Wish::Save(_)
            | Wish::Discard(_)
                if !may_change => {}
            changing => self.change(view, sheet, changing, actions),
        }
    }

    fn change(&mut self, view: &View<'_>, sheet: &Sheet, wish: Wish, actions: &mut Vec<Action>) {
        let project = view.session.project();
        let was = |spot: Spot| project.cell(spot.theme, spot.case).map(Cell::written).unwrap_or_default();
        let now = |spot: Spot| seen(view, sheet, spot);
        match wish {
            Wish::Edit(spot) => self.edit(view, sheet, spot),
            Wish::Draft(spot) => self.draft(view, sheet, spot, actions),
            Wish::Accept(spot) if was(spot).is_draft => {
                actions.push(write(spot, Written { is_draft: false, ..was(spot) }));
                self.wants_keyboard.ask();
            }
            Wish::LookedThrough(spot) if !was(spot).text.is_empty() => {
                let looked = looked_through(&was(spot), now(spot));
                if looked != was(spot) {
                    actions.push(write(spot, looked));
                }
                self.wants_keyboard.ask();
            }
            Wish::Link(spot, line, coding) => {
                let passage = project.codings().get(coding).map(SeenCoding::of);
                actions.extend(passage.map(|passage| write(spot, linked(&was(spot), line, &passage))));
            }
            Wish::Unlink(spot, line, coding) => actions.push(write(spot, unlinked(&was(spot), line, coding))),
            Wish::Settle(clash, choice) => {
                actions.push(Gesture::Settle(clash, choice).into());
                self.wants_keyboard.ask();
            }
            Wish::Judge(spot, judgement, grounds) => {
                let (theme, case) = (spot.theme, spot.case);
                actions.push(Gesture::Study(StudyGesture::Judge { theme, case, judgement, grounds }).into());
                self.wants_keyboard.ask();
            }
            Wish::Save(spot) => {
                self.typing.save(spot, actions);
                self.heights.forget(spot.case);
                self.stop_writing();
            }
            Wish::Discard(spot) => {
                self.typing.discard(spot);
                self.heights.forget(spot.case);
                self.stop_writing();
            }
            _ => {}
        }
    }

    fn go(&mut self, place: Place) {
        let stays = place.spot().is_some() && place.spot() == self.typing.now();
        if !stays {
            self.forget_typed();
            self.typing.stop();
        }
        if self.cursor.as_ref() != Some(&place) {
            self.cursor = Some(place);
            self.scroll.reveal = true;
        }
    }

    fn open(&mut self, spot: Spot, tab: usize) {
        self.go(spot.into());
        self.show_pane();
        self.pane.tab = tab;
        self.pane.wants_keyboard = true;
    }

    /// Opens the pane; the cell under the cursor stays in view beside it.
    const fn show_pane(&mut self) {
        self.scroll.reveal |= !self.pane.is_open;
        self.pane.is_open = true;
    }

    fn edit(&mut self, view: &View<'_>, sheet: &Sheet, spot: Spot) {
        let Some(cell) = cell(sheet, spot) else { return };
        self.go(spot.into());
        self.typing.begin(view.session.project(), spot, cell);
        self.heights.forget(spot.case);
        self.show_pane();
        self.pane.tab = 0;
    }

    /// Only where nothing is written: a draft never takes the place of words.
    fn draft(&mut self, view: &View<'_>, sheet: &Sheet, spot: Spot, actions: &mut Vec<Action>) {
        let Some(cell) = cell(sheet, spot) else { return };
        self.wants_keyboard.ask();
        if cell.summary.is_some() {
            actions.push(Action::Tell("A summary stands here already, and a draft never takes its place".to_owned()));
            return;
        }
        match draft(&cell_passages(view.session, &cell.codings)) {
            Some(written) => {
                self.go(spot.into());
                actions.push(write(spot, written));
            }
            None => actions.push(Action::Tell("Nothing is coded here, so there is nothing to draft from".to_owned())),
        }
    }

    fn stop_writing(&mut self) {
        if self.typing.now().is_some() {
            self.forget_typed();
            self.typing.stop();
        }
        self.wants_keyboard.ask();
    }

    /// A row with words that are not saved says so, and may be higher by a line.
    fn forget_typed(&mut self) {
        if let Some(spot) = self.typing.now() {
            self.heights.forget(spot.case);
        }
    }
}

fn cell(sheet: &Sheet, spot: Spot) -> Option<&FrameCell> {
    let framework = &sheet.framework;
    framework.cell(framework.row_of(spot.case)?, framework.column_of(spot.theme)?)
}

/// The codings of a cell as they stand.
fn seen(view: &View<'_>, sheet: &Sheet, spot: Spot) -> Vec<SeenCoding> {
    let codings = cell(sheet, spot).map(|cell| cell.codings.as_slice()).unwrap_or_default();
    SeenCoding::all(codings.iter().filter_map(|id| view.session.project().codings().get(*id)))
}

fn write(spot: Spot, written: Written) -> Action {
    Gesture::Study(StudyGesture::Write { theme: spot.theme, case: spot.case, written: Box::new(written) }).into()
}
