//! The signs of the window, by name: a subset of Lucide as a font.
//!
//! A sign never stands alone: whoever paints one gives the control a name. Names are Lucide's, so that a
//! new one is found by its name on lucide.dev and added to the subset.

/// Lucide `search`.
pub const SEARCH: char = '\u{e151}';
/// Lucide `check`.
pub const CHECK: char = '\u{e06c}';
/// Lucide `chevron-down`.
pub const CHEVRON_DOWN: char = '\u{e06d}';
/// Lucide `chevron-right`.
pub const CHEVRON_RIGHT: char = '\u{e06f}';
/// Lucide `chevron-up`.
pub const CHEVRON_UP: char = '\u{e070}';
/// Lucide `folder-open`.
pub const FOLDER_OPEN: char = '\u{e247}';
/// Lucide `file-text`.
pub const FILE_TEXT: char = '\u{e0cc}';
/// Lucide `book-open-text`.
pub const BOOK_OPEN_TEXT: char = '\u{e54a}';
/// Lucide `book-open`.
pub const BOOK_OPEN: char = '\u{e05f}';
/// Lucide `tags`.
pub const TAGS: char = '\u{e35c}';
/// Lucide `table-2`.
pub const TABLE_2: char = '\u{e2f9}';
/// Lucide `lightbulb`.
pub const LIGHTBULB: char = '\u{e1c2}';
/// Lucide `users`.
pub const USERS: char = '\u{e1a4}';
/// Lucide `history`.
pub const HISTORY: char = '\u{e1f5}';
/// Lucide `plus`.
pub const PLUS: char = '\u{e13d}';
/// Lucide `minus`.
pub const MINUS: char = '\u{e11c}';
/// Lucide `x`.
pub const X: char = '\u{e1b2}';
/// Lucide `list-filter`.
pub const LIST_FILTER: char = '\u{e460}';
/// Lucide `download`.
pub const DOWNLOAD: char = '\u{e0b2}';
/// Lucide `upload`.
pub const UPLOAD: char = '\u{e19e}';
/// Lucide `link`.
pub const LINK: char = '\u{e102}';
/// Lucide `quote`.
pub const QUOTE: char = '\u{e239}';
/// Lucide `eye`.
pub const EYE: char = '\u{e0ba}';
/// Lucide `undo-2`.
pub const UNDO_2: char = '\u{e2a1}';
/// Lucide `clock`.
pub const CLOCK: char = '\u{e087}';
/// Lucide `pencil`.
pub const PENCIL: char = '\u{e1f9}';
/// Lucide `triangle-alert`.
pub const TRIANGLE_ALERT: char = '\u{e193}';
/// Lucide `panel-left`.
pub const PANEL_LEFT: char = '\u{e12a}';
/// Lucide `panel-right`.
pub const PANEL_RIGHT: char = '\u{e431}';
/// Lucide `columns-3`.
pub const COLUMNS_3: char = '\u{e099}';
/// Lucide `message-square`.
pub const MESSAGE_SQUARE: char = '\u{e117}';
/// Lucide `circle-check`.
pub const CIRCLE_CHECK: char = '\u{e226}';
/// Lucide `library`.
pub const LIBRARY: char = '\u{e100}';
/// Lucide `ellipsis`.
pub const ELLIPSIS: char = '\u{e0b6}';
/// Lucide `tag`.
pub const TAG: char = '\u{e17f}';
/// Lucide `list-tree`.
pub const LIST_TREE: char = '\u{e408}';
/// Lucide `git-compare`.
pub const GIT_COMPARE: char = '\u{e359}';
/// Lucide `refresh-cw`.
pub const REFRESH_CW: char = '\u{e145}';
/// Lucide `layers`.
pub const LAYERS: char = '\u{e529}';
/// Lucide `type`.
pub const TYPE: char = '\u{e198}';
/// Lucide `text-search`.
pub const TEXT_SEARCH: char = '\u{e5ad}';
/// Lucide `arrow-right`.
pub const ARROW_RIGHT: char = '\u{e049}';
/// Lucide `file-plus`.
pub const FILE_PLUS: char = '\u{e0c9}';
/// Lucide `folder-plus`.
pub const FOLDER_PLUS: char = '\u{e0d9}';
/// Lucide `circle`.
pub const CIRCLE: char = '\u{e076}';
/// Lucide `info`.
pub const INFO: char = '\u{e0f9}';
/// Lucide `notebook-pen`.
pub const NOTEBOOK_PEN: char = '\u{e596}';
/// Lucide `grid-3x3`.
pub const GRID_3X3: char = '\u{e0e9}';
/// Lucide `corner-down-left`.
pub const CORNER_DOWN_LEFT: char = '\u{e0a1}';
/// Lucide `calendar`.
pub const CALENDAR: char = '\u{e063}';
/// Lucide `flag`.
pub const FLAG: char = '\u{e0d1}';
/// Lucide `chevrons-down-up`.
pub const CHEVRONS_DOWN_UP: char = '\u{e228}';
/// Lucide `chevrons-up-down`.
pub const CHEVRONS_UP_DOWN: char = '\u{e211}';
/// Lucide `arrow-up-right`.
pub const ARROW_UP_RIGHT: char = '\u{e04d}';
