//! The one list of record types. What is done alike for every type is written once, through these macros.
//!
//! The subtlety: a match that names every type stays exhaustive, so that a new type is thought about wherever one of
//! these macros is not used.

use super::{
    Case, Cell, Change, CodebookVersion, Coding, DeepDive, Document, Edit, Finding, LexiconEntry, Memo, Project, Recommendation,
    Record, Rejection, SavedMatrix, SavedQuery, Statement, Table, Theme, ZoneMark,
};

/// A record that a project keeps in a table of its own.
pub trait Stored: Record {
    /// Its table.
    fn table(project: &Project) -> &Table<Self>;

    /// The change that an edit of such a record is.
    fn change(edit: Edit<Self>) -> Change;

    /// Its table, to apply edits to.
    #[doc(hidden)]
    fn table_mut(project: &mut Project) -> &mut Table<Self>;
}

/// Does the same with the edit in a change, whatever its record, and something else when a clash is settled.
macro_rules! on_edit {
    ($change:expr, $edit:ident => $same:expr, $settle:pat => $other:expr) => {
        match $change {
            $crate::model::Change::Case($edit) => $same,
            $crate::model::Change::Document($edit) => $same,
            $crate::model::Change::Theme($edit) => $same,
            $crate::model::Change::Coding($edit) => $same,
            $crate::model::Change::Memo($edit) => $same,
            $crate::model::Change::Cell($edit) => $same,
            $crate::model::Change::ZoneMark($edit) => $same,
            $crate::model::Change::Statement($edit) => $same,
            $crate::model::Change::CodebookVersion($edit) => $same,
            $crate::model::Change::SavedQuery($edit) => $same,
            $crate::model::Change::LexiconEntry($edit) => $same,
            $crate::model::Change::Rejection($edit) => $same,
            $crate::model::Change::DeepDive($edit) => $same,
            $crate::model::Change::Finding($edit) => $same,
            $crate::model::Change::Recommendation($edit) => $same,
            $crate::model::Change::SavedMatrix($edit) => $same,
            $crate::model::Change::Settle($settle) => $other,
        }
    };
}

/// Does the same for the record type of a name (`Record::NAME`), which is `$kind` in `$same`.
macro_rules! on_name {
    ($name:expr, $kind:ident => $same:expr, $unknown:pat => $other:expr) => {
        $crate::model::on_name!(@arms $name, $kind, $same, $unknown, $other;
            Case, Document, Theme, Coding, Memo, Cell, ZoneMark, Statement,
            CodebookVersion, SavedQuery, LexiconEntry, Rejection, DeepDive, Finding, Recommendation, SavedMatrix)
    };
    (@arms $name:expr, $kind:ident, $same:expr, $unknown:pat, $other:expr; $($record:ident),*) => {
        match $name {
            $(<$crate::model::$record as $crate::model::Record>::NAME => {
                type $kind = $crate::model::$record;
                $same
            })*
            $unknown => $other,
        }
    };
}

pub(crate) use {on_edit, on_name};

macro_rules! stored {
    ($($record:ident in $table:ident),* $(,)?) => {
        $(impl Stored for $record {
            fn table(project: &Project) -> &Table<Self> {
                &project.$table
            }

            fn change(edit: Edit<Self>) -> Change {
                Change::$record(edit)
            }

            fn table_mut(project: &mut Project) -> &mut Table<Self> {
                &mut project.$table
            }
        })*

        impl Project {
            /// Whether every table holds the same rows.
            pub(super) fn same_tables(&self, other: &Self) -> bool {
                $(self.$table == other.$table)&&*
            }
        }
    };
}

stored! {
    Case in cases,
    Document in documents,
    Theme in themes,
    Coding in codings,
    Memo in memos,
    Cell in cells,
    ZoneMark in zone_marks,
    Statement in statements,
    CodebookVersion in codebook_versions,
    SavedQuery in saved_queries,
    LexiconEntry in lexicon,
    Rejection in rejections,
    DeepDive in deep_dives,
    Finding in findings,
    Recommendation in recommendations,
    SavedMatrix in saved_matrices,
}
