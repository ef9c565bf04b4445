//! Every command of the program, declared once: menus, keys, the palette and the list of keys are made from it. What each is called stands in `command_facts`.

pub use super::page::Page;

/// A command that needs no further value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "`help` says what each one does")]
pub enum Command {
    NewDeepDive,
    OpenDeepDive,
    OpenSample,
    CloseDeepDive,
    AddFiles,
    AddFolder,
    Undo,
    Redo,
    GoToReviews,
    GoToReading,
    GoToSearch,
    GoToSuggestions,
    GoToWords,
    GoToThemes,
    GoToMatrix,
    GoToDisagreements,
    GoToHistory,
    GoToMemos,
    GoToRounds,
    GoToFramework,
    GoToFindings,
    GoToCharts,
    AddRound,
    AddFinding,
    WriteReport,
    Palette,
    Keys,
    ShowHints,
    TagSelection,
    TagAgain,
    NextUncoded,
    NextCoding,
    PreviousCoding,
    EditCoding,
    RemoveCoding,
    EndOn,
    EndBack,
    StartOn,
    StartBack,
    AsConcern,
    AsGoodPractice,
    AsContext,
    SelectSentence,
    SelectParagraph,
    /// A quick theme by its place, from 0.
    QuickTheme(u8),
    SetZone,
    FindInDocument,
    GoToPlace,
    TagAndGoOn,
    CopyWithCitation,
    OnlyMine,
    LineFocus,
    WiderText,
    NarrowerText,
    WholeWords,
    ShowFurniture,
    CheckReading,
    ShowOnPage,
    TagMentions,
    AcceptMention,
    RejectMention,
    EditLexicon,
    PassagesLikeThis,
    AcceptSuggestion,
    RejectSuggestion,
    SkipSuggestion,
    OpenSuggestion,
    MoreSuggestions,
    StopSuggestions,
    WriteSummary,
    DraftSummary,
    AcceptDraft,
    LookedThrough,
    ChooseVersion,
    MarkRead,
    WriteMemo,
    LinkMemo,
    ShowMemos,
    FindMemos,
    WriteMemoOnDeepDive,
    ExportMemos,
    CodebookVersions,
    FreezeCodebook,
    AddTheme,
    ImportCodebook,
    ExportCodebook,
    ExportMatrix,
    LargerText,
    SmallerText,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    SwitchAppearance,
    LessMotion,
    Quit,
}

/// Where a command can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Always.
    Nothing,
    /// An open deep dive.
    DeepDive,
    /// An open deep dive that may be changed.
    Changes,
    /// One page of an open deep dive.
    On(Page),
}

impl Command {
    /// Every command, in the order of the list of keys.
    pub const ALL: [Self; 104] = [
        Self::NewDeepDive,
        Self::OpenDeepDive,
        Self::OpenSample,
        Self::CloseDeepDive,
        Self::AddFiles,
        Self::AddFolder,
        Self::Undo,
        Self::Redo,
        Self::GoToReviews,
        Self::GoToReading,
        Self::GoToSearch,
        Self::GoToSuggestions,
        Self::GoToWords,
        Self::GoToThemes,
        Self::GoToMatrix,
        Self::GoToDisagreements,
        Self::GoToHistory,
        Self::GoToMemos,
        Self::GoToRounds,
        Self::GoToFramework,
        Self::GoToFindings,
        Self::GoToCharts,
        Self::AddRound,
        Self::AddFinding,
        Self::WriteReport,
        Self::Palette,
        Self::Keys,
        Self::ShowHints,
        Self::SelectSentence,
        Self::SelectParagraph,
        Self::TagSelection,
        Self::TagAgain,
        Self::NextUncoded,
        Self::NextCoding,
        Self::PreviousCoding,
        Self::TagAndGoOn,
        Self::QuickTheme(0),
        Self::QuickTheme(1),
        Self::QuickTheme(2),
        Self::QuickTheme(3),
        Self::QuickTheme(4),
        Self::QuickTheme(5),
        Self::QuickTheme(6),
        Self::QuickTheme(7),
        Self::QuickTheme(8),
        Self::QuickTheme(9),
        Self::AsConcern,
        Self::AsGoodPractice,
        Self::AsContext,
        Self::EditCoding,
        Self::RemoveCoding,
        Self::EndOn,
        Self::EndBack,
        Self::StartOn,
        Self::StartBack,
        Self::SetZone,
        Self::FindInDocument,
        Self::GoToPlace,
        Self::CopyWithCitation,
        Self::OnlyMine,
        Self::CheckReading,
        Self::ShowOnPage,
        Self::TagMentions,
        Self::AcceptMention,
        Self::RejectMention,
        Self::EditLexicon,
        Self::PassagesLikeThis,
        Self::AcceptSuggestion,
        Self::RejectSuggestion,
        Self::SkipSuggestion,
        Self::OpenSuggestion,
        Self::MoreSuggestions,
        Self::StopSuggestions,
        Self::WriteSummary,
        Self::DraftSummary,
        Self::AcceptDraft,
        Self::LookedThrough,
        Self::ChooseVersion,
        Self::MarkRead,
        Self::LineFocus,
        Self::WiderText,
        Self::NarrowerText,
        Self::WholeWords,
        Self::ShowFurniture,
        Self::WriteMemo,
        Self::LinkMemo,
        Self::ShowMemos,
        Self::FindMemos,
        Self::WriteMemoOnDeepDive,
        Self::ExportMemos,
        Self::AddTheme,
        Self::ImportCodebook,
        Self::ExportCodebook,
        Self::CodebookVersions,
        Self::FreezeCodebook,
        Self::ExportMatrix,
        Self::LargerText,
        Self::SmallerText,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::SwitchAppearance,
        Self::LessMotion,
        Self::Quit,
    ];

    /// Its name in menus and the palette.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.facts().0
    }

    /// One line on what it does.
    #[must_use]
    pub const fn help(self) -> &'static str {
        self.facts().1
    }

    /// Its usual keys, such as "Ctrl+Shift+Z", empty when it has none; `Keymap` knows those that a person chose.
    #[must_use]
    pub const fn keys(self) -> &'static str {
        self.facts().2
    }

    /// Whether it can be used now.
    #[must_use]
    pub fn is_enabled(self, has_deep_dive: bool, may_change: bool, page: Page) -> bool {
        match self.facts().3 {
            Needs::Nothing => true,
            Needs::DeepDive => has_deep_dive,
            Needs::Changes => has_deep_dive && may_change,
            Needs::On(needed) => has_deep_dive && page == needed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_command_is_listed_once_and_no_two_share_keys() {
        let listed: BTreeSet<String> = Command::ALL.iter().map(|c| format!("{c:?}")).collect();
        assert_eq!(listed.len(), Command::ALL.len());
        // Two pages may use one key, each for its own.
        for page in Page::ALL {
            let here = |c: &&Command| !c.keys().is_empty() && !matches!(c.facts().3, Needs::On(other) if other != page);
            let keys: Vec<_> = Command::ALL.iter().filter(here).map(|c| c.keys()).collect();
            assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "{page:?}");
        }
        assert!(Command::ALL.iter().all(|c| !c.name().is_empty() && !c.help().is_empty()));
    }
}
