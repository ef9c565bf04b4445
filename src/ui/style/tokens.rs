//! The tokens: every colour, size and distance of the window, as read from `assets/style.ron`.
//!
//! The file is compiled in, so that a missing or broken one is found by a test and not by a reader of
//! reviews. Every struct denies unknown fields: a token that nothing reads is a mistake in one of the two.

use crate::model::{Look, ThemePattern};
use egui::Color32;
use serde::{Deserialize, Deserializer, de};
use std::sync::OnceLock;

const SOURCE: &str = include_str!("../../../assets/style.ron");
static TOKENS: OnceLock<Tokens> = OnceLock::new();

fn colour<'de, D: Deserializer<'de>>(from: D) -> Result<Color32, D::Error> {
    let hex = String::deserialize(from)?;
    Color32::from_hex(&hex).map_err(|fault| de::Error::custom(format!("{hex}: {fault:?}")))
}

/// Everything in `assets/style.ron`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tokens {
    /// The light and the dark set of colours.
    pub schemes: Schemes,
    /// Which font file speaks in which voice.
    pub fonts: FontFiles,
    /// Sizes of type in points.
    pub type_scale: TypeScale,
    /// Heights of a line in whole points.
    pub line_height: LineHeight,
    /// How wide running text may get.
    pub measure: Measure,
    /// The steps of spacing: 4, 8, 12, 16, 24, 32, 48, 64.
    pub space: Vec<f32>,
    /// Radii of corners.
    pub radius: Radius,
    /// Widths of lines.
    pub stroke: StrokeWidths,
    /// Heights and widths of the parts of the window.
    pub size: Sizes,
    /// The shadow under popups.
    pub popup_shadow: PopupShadow,
    /// Shares of heat for one, two, three, four, five and more codings.
    pub heat: HeatSteps,
    /// How each polarity is told apart without colour.
    pub polarity: Polarities,
    /// Widths of the window at which parts fold.
    pub fold: Fold,
    /// How long things move.
    pub motion: Motion,
}

impl Tokens {
    /// The tokens compiled into the program.
    #[must_use]
    #[expect(clippy::panic, reason = "the file is part of the program, and a test parses it")]
    pub fn embedded() -> &'static Self {
        TOKENS.get_or_init(|| match ron::from_str(SOURCE) {
            Ok(tokens) => tokens,
            Err(fault) => panic!("assets/style.ron: {fault}"),
        })
    }
}

/// Both sets of colours.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schemes {
    /// For bright rooms.
    pub light: Scheme,
    /// For dark rooms.
    pub dark: Scheme,
}

/// One set of colours.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// The window, the rail, side panes.
    #[serde(deserialize_with = "colour")]
    pub desk: Color32,
    /// Page grounds, case and group bands.
    #[serde(deserialize_with = "colour")]
    pub paper: Color32,
    /// What is read or filled in.
    #[serde(deserialize_with = "colour")]
    pub surface: Color32,
    /// Popups and dialogs.
    #[serde(deserialize_with = "colour")]
    pub raised: Color32,
    /// Text.
    #[serde(deserialize_with = "colour")]
    pub ink: Color32,
    /// Text of the second rank.
    #[serde(deserialize_with = "colour")]
    pub secondary: Color32,
    /// Quiet text; on desk, paper, surface and accent_soft only, never on a selection.
    #[serde(deserialize_with = "colour")]
    pub muted: Color32,
    /// Decoration; never text.
    #[serde(deserialize_with = "colour")]
    pub faint: Color32,
    /// Hair lines.
    #[serde(deserialize_with = "colour")]
    pub line: Color32,
    /// Edges of buttons, heads of tables.
    #[serde(deserialize_with = "colour")]
    pub line_strong: Color32,
    /// Edges of fields and ticks, 3:1.
    #[serde(deserialize_with = "colour")]
    pub control: Color32,
    /// Primary action, links, selected things.
    #[serde(deserialize_with = "colour")]
    pub accent: Color32,
    /// Ground of a selected row.
    #[serde(deserialize_with = "colour")]
    pub accent_soft: Color32,
    /// Text on the accent.
    #[serde(deserialize_with = "colour")]
    pub on_accent: Color32,
    /// Selected text.
    #[serde(deserialize_with = "colour")]
    pub selection: Color32,
    /// Ring of the focused control.
    #[serde(deserialize_with = "colour")]
    pub focus: Color32,
    /// Good practice, done.
    #[serde(deserialize_with = "colour")]
    pub good: Color32,
    /// Ground under good.
    #[serde(deserialize_with = "colour")]
    pub good_tint: Color32,
    /// Concern, error.
    #[serde(deserialize_with = "colour")]
    pub concern: Color32,
    /// Ground under concern.
    #[serde(deserialize_with = "colour")]
    pub concern_tint: Color32,
    /// Caution.
    #[serde(deserialize_with = "colour")]
    pub caution: Color32,
    /// Ground under caution.
    #[serde(deserialize_with = "colour")]
    pub caution_tint: Color32,
    /// Shadow of popups, with alpha.
    #[serde(deserialize_with = "colour")]
    pub shadow: Color32,
    /// Full heat of concern; see `Style::heat`.
    #[serde(deserialize_with = "colour")]
    pub heat_concern: Color32,
    /// Full heat of good practice.
    #[serde(deserialize_with = "colour")]
    pub heat_good: Color32,
    /// Colours of theme groups in the order of the codebook.
    pub groups: Vec<GroupColours>,
}

impl Scheme {
    /// Colours of the group at `index`; after the last they begin again.
    #[must_use]
    pub fn group_colours(&self, index: usize) -> GroupPaint {
        let turn = index.checked_rem(self.groups.len()).unwrap_or(0);
        let plain = GroupPaint { mark: self.ink, tint: self.paper, text: self.ink, pattern: ThemePattern::default() };
        self.groups.get(turn).map_or(plain, |group| GroupPaint {
            mark: group.mark,
            tint: group.tint,
            text: group.text,
            pattern: ThemePattern::default(),
        })
    }

    /// What a theme is drawn in.
    #[must_use]
    pub fn look(&self, look: Look) -> GroupPaint {
        GroupPaint { pattern: look.pattern, ..self.group_colours(look.colour.index()) }
    }
}

/// Colours of one theme group as written in the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupColours {
    /// The letter this set was chosen for.
    pub id: String,
    /// Stripes, underlines and squares.
    #[serde(deserialize_with = "colour")]
    pub mark: Color32,
    /// Ground of chips and of the coding under the caret.
    #[serde(deserialize_with = "colour")]
    pub tint: Color32,
    /// The code as text on the tint or on the page.
    #[serde(deserialize_with = "colour")]
    pub text: Color32,
}

/// Colours of one theme group, and the form of its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupPaint {
    /// Stripes, underlines and squares.
    pub mark: Color32,
    /// Ground of chips and of the coding under the caret.
    pub tint: Color32,
    /// The code as text on the tint or on the page.
    pub text: Color32,
    /// The form of its lines.
    pub pattern: ThemePattern,
}

/// Files in `assets/fonts`, one for each voice.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FontFiles {
    /// The program.
    pub ui: String,
    /// The program, on buttons.
    pub ui_medium: String,
    /// The program, where it is loud.
    pub ui_semibold: String,
    /// Documents and people.
    pub read: String,
    /// Titles and findings.
    pub read_semibold: String,
    /// Emphasis in documents.
    pub read_italic: String,
    /// Signs.
    pub icons: String,
}

/// Sizes of type in points.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeScale {
    /// Codes, key caps.
    pub label: f32,
    /// Notes beside something larger.
    pub small: f32,
    /// The size the program speaks in.
    pub body: f32,
    /// Names of rows.
    pub strong: f32,
    /// Titles of panes.
    pub subtitle: f32,
    /// Titles of pages.
    pub title: f32,
    /// The name on the first page.
    pub display: f32,
    /// A quotation in a list.
    pub quote: f32,
    /// A quotation that is read on its own.
    pub quote_large: f32,
    /// The document; the reader may change it.
    pub reading: f32,
}

/// Heights of a line in whole points.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineHeight {
    /// For labels.
    pub label: f32,
    /// For notes.
    pub small: f32,
    /// For the program.
    pub body: f32,
    /// For quotations.
    pub quote: f32,
    /// For quotations read on their own.
    pub quote_large: f32,
    /// For titles of panes.
    pub subtitle: f32,
    /// For titles of pages.
    pub title: f32,
    /// For documents: room for three underlines.
    pub reading: f32,
}

/// How wide running text may get.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Fewest characters on a line.
    pub characters_min: f32,
    /// Most characters on a line.
    pub characters_max: f32,
    /// Width of the document's text at its first size, in points.
    pub reading_width: f32,
}

/// Radii of corners in points.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Radius {
    /// Behind words.
    pub tint: u8,
    /// Codes.
    pub chip: u8,
    /// Buttons and fields.
    pub control: u8,
    /// Cards.
    pub card: u8,
    /// Popups.
    pub popup: u8,
}

/// Widths of lines in points.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StrokeWidths {
    /// Between parts.
    pub hair: f32,
    /// Around buttons and fields.
    pub control: f32,
    /// The ring.
    pub focus: f32,
    /// Between a button and its ring.
    pub focus_gap: f32,
    /// A coding at rest.
    pub underline: f32,
    /// The coding under caret or mouse.
    pub underline_hot: f32,
    /// From one underline to the next.
    pub underline_lane: f32,
    /// From the letters to the first underline.
    pub underline_below_baseline: f32,
    /// Share of the surface mixed into a resting underline.
    pub underline_rest_mix: f32,
    /// A stripe in the margin.
    pub stripe: f32,
    /// The stripe of the coding under the caret.
    pub stripe_hot: f32,
}

/// Heights and widths of the parts of the window in points.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sizes {
    /// Height.
    pub top_bar: f32,
    /// Height.
    pub tool_bar: f32,
    /// Height.
    pub key_bar: f32,
    /// Width with words.
    pub rail: f32,
    /// Width with icons only.
    pub rail_narrow: f32,
    /// Height of a row.
    pub row: f32,
    /// Height of a band that names a case.
    pub row_case: f32,
    /// Height of a row in a long list.
    pub row_dense: f32,
    /// Height of a search hit.
    pub row_hit: f32,
    /// Height of buttons and fields.
    pub control: f32,
    /// Height of the first action on a page.
    pub control_large: f32,
    /// Width.
    pub outline: f32,
    /// Width.
    pub themes: f32,
    /// Width.
    pub notes: f32,
    /// Width of the right pane.
    pub context: f32,
    /// Width.
    pub facets: f32,
    /// Width.
    pub findings_list: f32,
    /// Width of the first column.
    pub matrix_theme: f32,
    /// Width.
    pub matrix_cell: f32,
    /// Width.
    pub framework_cell: f32,
    /// Width.
    pub stripe_lane: f32,
    /// Width.
    pub paragraph_number: f32,
    /// Least width and height of anything that can be pressed.
    pub hit_target_min: f32,
}

/// The shadow under popups.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PopupShadow {
    /// To the right and down.
    pub offset: (i8, i8),
    /// Softness.
    pub blur: u8,
    /// Growth on all sides.
    pub spread: u8,
}

/// Shares of heat in each scheme.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeatSteps {
    /// On white.
    pub light: Vec<f32>,
    /// On black.
    pub dark: Vec<f32>,
}

/// How each polarity looks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Polarities {
    /// Something that went wrong.
    pub concern: PolarityMark,
    /// Something done well.
    pub good_practice: PolarityMark,
    /// Neither.
    pub context: PolarityMark,
}

/// Sign and pattern: what tells polarities apart in grey.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolarityMark {
    /// Beside the code.
    pub sign: String,
    /// Of underline and stripe.
    pub pattern: Pattern,
}

/// How a line is broken up; lengths in points.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub enum Pattern {
    /// Unbroken.
    Solid,
    /// Length of a dash, then of a gap.
    Dash(f32, f32),
    /// From one dot to the next.
    Dot(f32),
}

/// Widths of the window in points at which parts fold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fold {
    /// Below it the rail of the reading page shows icons only.
    pub rail_on_reading: f32,
    /// Below it the outline is hidden.
    pub outline: f32,
    /// Below it one column remains.
    pub single_column: f32,
}

/// How long things move.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Motion {
    /// Usually.
    pub ms: u32,
    /// For people who asked for less motion.
    pub reduced: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole_and_both_schemes_have_the_same_groups() {
        let tokens = Tokens::embedded();
        let ids = |scheme: &Scheme| scheme.groups.iter().map(|group| group.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&tokens.schemes.light), ids(&tokens.schemes.dark));
        assert_eq!(tokens.schemes.light.groups.len(), 9);
        assert_eq!(tokens.heat.light.len(), tokens.heat.dark.len());
    }

    #[test]
    fn groups_after_the_last_begin_again() {
        let scheme = &Tokens::embedded().schemes.light;
        assert_eq!(scheme.group_colours(9), scheme.group_colours(0));
        assert_eq!(scheme.group_colours(31), scheme.group_colours(4));
        assert_ne!(scheme.group_colours(8), scheme.group_colours(0));
    }
}
