//! First hints: one line at the foot of a page about what nobody finds by looking.
//!
//! At most one is shown, never over anything and never in a low or narrow window. It goes for good when it is put
//! away or when one has done what it says; the list of commands brings all of them back.

use super::keys::keys_of;
use crate::app::command::{Command, Page};
use crate::app::settings::Settings;
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{Ink, Pen, link_button};
use egui::{Align, Context, Frame, Layout, Margin, Panel, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// A hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    /// Commands, themes and documents are found by name.
    Palette,
    /// Words are selected and tagged.
    Tag,
    /// Ten themes have a key each.
    Quick,
    /// Search hits can be tagged together.
    SearchTag,
    /// Passages of a theme are changed where they stand.
    Passage,
    /// Figures lead to their passages.
    Cell,
    /// Own steps are taken back.
    History,
}

/// What became of the hint that was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HintChoice {
    /// It was put away.
    Away(Hint),
    /// All of them were.
    AllAway,
}

/// Lowest and narrowest window in points in which hints are shown.
const ROOM: (f32, f32) = (900.0, 520.0);

impl Hint {
    pub(super) const ALL: [Self; 7] =
        [Self::Palette, Self::Tag, Self::Quick, Self::SearchTag, Self::Passage, Self::Cell, Self::History];

    /// The name under which the settings keep that it was put away.
    pub(super) fn name(self) -> String {
        format!("{self:?}")
    }

    const fn page(self) -> Page {
        match self {
            Self::Palette => Page::Reviews,
            Self::Tag | Self::Quick => Page::Reading,
            Self::SearchTag => Page::Search,
            Self::Passage => Page::Themes,
            Self::Cell => Page::Matrix,
            Self::History => Page::History,
        }
    }

    fn words(self, ctx: &Context) -> String {
        let keys = |command| keys_of(ctx, command);
        match self {
            Self::Palette => {
                format!("{} finds every command, theme and document by its name", keys(Command::Palette))
            }
            Self::Tag => format!(
                "Select words with the mouse, or the sentence at the caret with {}; then press {} and type a theme",
                keys(Command::SelectSentence),
                keys(Command::TagSelection)
            ),
            Self::Quick => format!(
                "The quick themes below the codebook tag the selection with one key each, {} to {}",
                keys(Command::QuickTheme(0)),
                keys(Command::QuickTheme(9))
            ),
            Self::SearchTag => "Choose passages with Space, then tag all of them with one theme below the list".to_owned(),
            Self::Passage => {
                "Each passage of a theme can be changed where it stands: the three dots beside it say how".to_owned()
            }
            Self::Cell => "Every figure leads to its passages: click it, or go to it by arrows and press Enter".to_owned(),
            Self::History => "Any step of your own can be taken back from here, whatever was done after it".to_owned(),
        }
    }

    /// The hint that doing a command makes needless.
    pub(super) const fn learnt(command: Command) -> Option<Self> {
        match command {
            Command::Palette => Some(Self::Palette),
            Command::TagSelection => Some(Self::Tag),
            Command::QuickTheme(_) => Some(Self::Quick),
            _ => None,
        }
    }

    /// The hint to show on a page.
    fn of(page: Page, settings: &Settings) -> Option<Self> {
        Self::ALL.into_iter().find(|hint| hint.page() == page && !settings.hints_seen.contains(&hint.name()))
    }
}

/// Shows the hint of a page at its foot, if there is one and room for it.
pub(super) fn ui(ui: &mut Ui, page: Page, settings: &Settings) -> Option<HintChoice> {
    let window = ui.content_rect();
    let hint = Hint::of(page, settings).filter(|_| window.width() >= ROOM.0 && window.height() >= ROOM.1)?;
    let style = Style::of(ui);
    let words = hint.words(ui.ctx());
    let shown = Panel::bottom("hint")
        .exact_size(style.tokens.size.row)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::NONE.fill(style.accent_soft).inner_margin(Margin::symmetric(style.space(4) as i8, 0)))
        .show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let mut choice = None;
                if ui.add(link_button("No more hints")).clicked() {
                    choice = Some(HintChoice::AllAway);
                }
                if ui.add(link_button("Got it").name("Got it, put this hint away")).clicked() {
                    choice = Some(HintChoice::Away(hint));
                }
                let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), style.tokens.size.row), Sense::hover());
                response.widget_info(|| WidgetInfo::labeled(Role::Note, true, format!("Hint: {words}")));
                let pen = Pen::new(ui);
                pen.icon(pos2(rect.left() + 8.0, rect.center().y), icons::LIGHTBULB, 16.0, style.accent);
                let ink = Ink::new(Face::Ui, style.tokens.type_scale.small, style.ink);
                let left = rect.left() + 24.0;
                let line = pen.line_within(pos2(left, rect.center().y), Align::Min, rect.right() - left, &words, &ink);
                crate::ui::widgets::whole_on_hover_ui(response, line.cut, &words);
                choice
            })
            .inner
        });
    shown.inner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_come_one_after_another_and_stay_away() {
        let mut settings = Settings::default();
        let ctx = Context::default();
        for hint in Hint::ALL {
            assert!(!hint.words(&ctx).is_empty() && Hint::of(hint.page(), &settings).is_some());
        }
        assert_eq!(Hint::of(Page::Reading, &settings), Some(Hint::Tag));
        settings.hints_seen.insert(Hint::Tag.name());
        assert_eq!(Hint::of(Page::Reading, &settings), Some(Hint::Quick));
        settings.hints_seen.extend(Hint::ALL.map(Hint::name));
        assert_eq!(Hint::of(Page::Reading, &settings), None);
        assert_eq!(Hint::learnt(Command::QuickTheme(3)), Some(Hint::Quick));
    }
}
