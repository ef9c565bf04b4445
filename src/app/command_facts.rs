//! What every command is called, what it does, its usual keys, and what it needs.

use super::command::{Command, Needs};
use super::page::Page;

impl Command {
    /// Its name, its help, its keys ("Ctrl" is the command key on a Mac), and what it needs.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a table with a line for each command")]
    pub const fn facts(self) -> (&'static str, &'static str, &'static str, Needs) {
        use Needs::{Changes, DeepDive, Nothing, On};
        match self {
            Self::NewDeepDive => ("New deep dive…", "Make a project folder for a new deep dive", "Ctrl+N", Nothing),
            Self::OpenDeepDive => ("Open a deep dive…", "Open the project folder of a deep dive", "Ctrl+O", Nothing),
            Self::OpenSample => {
                ("Open the sample", "Make and open a deep dive of invented reviews to try things on", "", Nothing)
            }
            Self::CloseDeepDive => ("Close this deep dive", "Go back to the welcome page", "Ctrl+W", DeepDive),
            Self::AddFiles => ("Add documents…", "Add files of reviews to this deep dive", "Ctrl+I", Changes),
            Self::AddFolder => {
                ("Add a folder of documents…", "Add every file in a folder and the folders in it", "Ctrl+Shift+I", Changes)
            }
            Self::Undo => ("Undo", "Take back the last thing you did, also after a restart", "Ctrl+Z", Changes),
            Self::Redo => ("Redo", "Do again what you took back", "Ctrl+Shift+Z", Changes),
            Self::GoToReviews => ("Go to reviews", "Documents and cases", "Ctrl+1", DeepDive),
            Self::GoToReading => ("Go to reading", "The document that you read last", "Ctrl+2", DeepDive),
            Self::GoToSearch => ("Search all documents", "Find words in every document", "Ctrl+Shift+F", DeepDive),
            Self::GoToSuggestions => (
                "Suggest passages for a theme",
                "Passages that nobody coded and that probably belong to a theme, to accept or reject one after another",
                "Ctrl+Shift+S",
                DeepDive,
            ),
            Self::GoToWords => ("Count words", "How often words stand, and which stand together", "Ctrl+Shift+W", DeepDive),
            Self::GoToThemes => ("Go to themes", "The codebook with its counts", "Ctrl+4", DeepDive),
            Self::GoToMatrix => ("Go to the matrix", "Themes by cases", "Ctrl+5", DeepDive),
            Self::GoToDisagreements => ("Go to disagreements", "What two people set differently, to settle", "Ctrl+6", DeepDive),
            Self::GoToHistory => ("Go to the history", "Everything that was done, by whom and when", "Ctrl+7", DeepDive),
            Self::GoToMemos => ("Go to memos", "Everything that was noted, to search, sort and write in", "Ctrl+8", DeepDive),
            Self::GoToRounds => {
                ("Go to deep dives", "Question, sample, codebook and period of each round of study", "Ctrl+Shift+R", DeepDive)
            }
            Self::GoToFramework => {
                ("Go to the framework", "Written summaries of themes in cases, with their passages", "Ctrl+3", DeepDive)
            }
            Self::GoToFindings => {
                ("Go to findings", "What was found, what it rests on, and what is recommended", "Ctrl+9", DeepDive)
            }
            Self::GoToCharts => {
                ("Go to charts", "Themes by cases and periods, and which stand together", "Ctrl+Shift+G", DeepDive)
            }
            Self::AddRound => ("Add a deep dive…", "Begin a round of study with its question and sample of cases", "", Changes),
            Self::AddFinding => ("Add a finding…", "State a finding of the chosen deep dive", "", Changes),
            Self::WriteReport => (
                "Write a report…",
                "Save the chosen deep dive as a report, a board summary or a briefing",
                "Ctrl+Shift+E",
                DeepDive,
            ),
            Self::Palette => ("Search or do anything", "Find any command, theme or document by its name", "Ctrl+K", Nothing),
            Self::Keys => ("List of keys", "Every key and what it does", "F1", Nothing),
            Self::ShowHints => ("Show the hints again", "The short hints that were put away come back", "", Nothing),
            Self::SelectSentence => ("Select the sentence", "Once more, the next sentence too", "S", On(Page::Reading)),
            Self::SelectParagraph => ("Select the paragraph", "Once more, the next paragraph too", "P", On(Page::Reading)),
            Self::EditCoding => {
                ("Edit the coding", "Change theme, polarity or memo of the coding at the caret", "E", On(Page::Reading))
            }
            Self::EndOn => {
                ("End of the coding on by a word", "The coding at the caret takes in a word more", "]", On(Page::Reading))
            }
            Self::EndBack => {
                ("End of the coding back by a word", "The coding at the caret gives up its last word", "[", On(Page::Reading))
            }
            Self::StartOn => (
                "Start of the coding on by a word",
                "The coding at the caret gives up its first word",
                "Shift+]",
                On(Page::Reading),
            ),
            Self::StartBack => (
                "Start of the coding back by a word",
                "The coding at the caret takes in the word before",
                "Shift+[",
                On(Page::Reading),
            ),
            Self::AsConcern => ("As a concern", AS, "Minus", On(Page::Reading)),
            Self::AsGoodPractice => ("As good practice", AS, "Plus", On(Page::Reading)),
            Self::AsContext => ("As context", AS, "Period", On(Page::Reading)),
            Self::QuickTheme(place) => quick_facts(place),
            Self::SetZone => (
                "Set the part of the review…",
                "Say what the passage at the caret belongs to: narrative, analysis, findings …",
                "Z",
                On(Page::Reading),
            ),
            Self::TagSelection => ("Tag the selected words", "Choose a theme for the selection", "T", On(Page::Reading)),
            Self::TagAgain => {
                ("Tag with the last theme again", "Code the selection with the theme used last", "L", On(Page::Reading))
            }
            Self::NextUncoded => ("Next uncoded paragraph", "Go on to a paragraph without a coding", "N", On(Page::Reading)),
            Self::NextCoding => ("Next coding", "Go to the next coded passage", "C", On(Page::Reading)),
            Self::PreviousCoding => ("Previous coding", "Go to the coded passage before", "Shift+C", On(Page::Reading)),
            Self::RemoveCoding => ("Remove the coding", "Remove the coding that is open", "Delete", On(Page::Reading)),
            Self::FindInDocument => {
                ("Find in this document", "Find words in the document that you read", "Ctrl+F", On(Page::Reading))
            }
            Self::GoToPlace => {
                ("Go to a page or paragraph…", "A page, a paragraph number, or a share such as 50 %", "Ctrl+G", On(Page::Reading))
            }
            Self::TagAndGoOn => (
                "Tag with the last theme and go on",
                "Code the selection with the theme used last and go to the next uncoded paragraph",
                "G",
                On(Page::Reading),
            ),
            Self::CopyWithCitation => {
                ("Copy with citation", "Copy the selection with its case, paragraph and page", "Ctrl+Shift+C", On(Page::Reading))
            }
            Self::OnlyMine => (
                "Show only my codings",
                "Hide colleagues’ codings, for coding a second time without seeing the first",
                "Ctrl+Shift+H",
                On(Page::Reading),
            ),
            Self::LineFocus => ("Line focus", "Dim everything but the lines around the caret", "Ctrl+Shift+D", On(Page::Reading)),
            Self::WiderText => ("Wider reading text", "Give the text longer lines", "", On(Page::Reading)),
            Self::NarrowerText => ("Narrower reading text", "Give the text shorter lines", "", On(Page::Reading)),
            Self::WholeWords => {
                ("Select whole words", "Let a selection made with the mouse grow to whole words", "", On(Page::Reading))
            }
            Self::ShowFurniture => {
                ("Show page headers and footers", "Show what is printed at the edges of pages", "", On(Page::Reading))
            }
            Self::CheckReading => {
                ("Check the reading", "See the pages of a document beside the text that was read from them", "", DeepDive)
            }
            Self::ShowOnPage => {
                ("Show on the page", "See where the passage under the caret stands on its page", "Ctrl+P", On(Page::Reading))
            }
            Self::TagMentions => {
                ("Choose a theme for the mentions", "Choose what the mentions are coded with", "T", On(Page::Search))
            }
            Self::AcceptMention => ("Accept the mention", "Code it with the theme chosen and go on", "A", On(Page::Search)),
            Self::RejectMention => {
                ("Reject the mention", "Say that it does not belong to the theme chosen, and go on", "R", On(Page::Search))
            }
            Self::EditLexicon => ("Edit the lexicon…", "Say what else is found for a term, such as HV", "", DeepDive),
            Self::PassagesLikeThis => (
                "Passages like this",
                "Find passages with words like those of the coding under the caret",
                "Ctrl+Shift+M",
                On(Page::Reading),
            ),
            Self::AcceptSuggestion => {
                ("Accept the suggestion", "Code the passage and go on to the next", "A", On(Page::Suggestions))
            }
            Self::RejectSuggestion => (
                "Reject the suggestion",
                "Say that it does not belong to the theme; it is not suggested again",
                "R",
                On(Page::Suggestions),
            ),
            Self::SkipSuggestion => {
                ("Pass over the suggestion", "Say nothing of it for now and go on", "S", On(Page::Suggestions))
            }
            Self::OpenSuggestion => ("Open its place", "Read the passage where it stands", "O", On(Page::Suggestions)),
            Self::MoreSuggestions => {
                ("Learn and suggest anew", "Learn from what you judged so far, and suggest again", "M", On(Page::Suggestions))
            }
            Self::StopSuggestions => ("Stop suggesting", "Go back to the theme", "Escape", On(Page::Suggestions)),
            Self::WriteSummary => {
                ("Write the summary", "One statement a line, with the numbers of its passages", "F2", On(Page::Framework))
            }
            Self::DraftSummary => (
                "Draft from quotes",
                "A line for each coded passage, marked as a draft until you accept it",
                "D",
                On(Page::Framework),
            ),
            Self::AcceptDraft => ("Accept the draft", "The summary is a draft no more", "A", On(Page::Framework)),
            Self::LookedThrough => {
                ("Looked through", "You have seen what was coded since the summary was written", "L", On(Page::Framework))
            }
            Self::ChooseVersion => ("Choose a version", "Show both summaries where two people differ", "C", On(Page::Framework)),
            Self::MarkRead => (
                "Mark as read and coded",
                "From then on a theme without a coding here counts as not mentioned",
                "Ctrl+Enter",
                On(Page::Reading),
            ),
            Self::WriteMemo => (
                "Write a memo on this passage",
                "On the coding at the caret, or on the document with the selection linked",
                "M",
                On(Page::Reading),
            ),
            Self::LinkMemo => (
                "Link the selection to a memo…",
                "Choose a memo that speaks of the selection or of the coding at the caret",
                "Shift+M",
                On(Page::Reading),
            ),
            Self::ShowMemos => {
                ("Memos beside the text", "Show or hide the memos on this document and its codings", "", On(Page::Reading))
            }
            Self::FindMemos => ("Search memos", "Find words in every memo", "", DeepDive),
            Self::WriteMemoOnDeepDive => {
                ("Write a memo on the deep dive…", "Note something on the deep dive as a whole", "", Changes)
            }
            Self::ExportMemos => {
                ("Export memos…", "Save the memos that are shown as CSV, a workbook or a web page", "", DeepDive)
            }
            Self::CodebookVersions => {
                ("Versions of the codebook", "Frozen versions, and what changed between any two of them", "", DeepDive)
            }
            Self::FreezeCodebook => {
                ("Freeze the codebook…", "Keep the codebook as it stands under a name, with a reason", "", Changes)
            }
            Self::AddTheme => ("Add a theme…", "Add a theme to the codebook", "Ctrl+Shift+N", Changes),
            Self::ImportCodebook => (
                "Add themes from a file…",
                "Add the themes of a codebook in CSV, XLSX or RON that are not there yet",
                "",
                Changes,
            ),
            Self::ExportCodebook => ("Export the codebook…", "Save the codebook as CSV, XLSX or RON", "", DeepDive),
            Self::ExportMatrix => ("Export the matrix…", "Save the theme matrix for Excel, Word or the web", "Ctrl+E", DeepDive),
            Self::LargerText => ("Larger reading text", "Make only the document's text larger", "Ctrl+]", DeepDive),
            Self::SmallerText => ("Smaller reading text", "Make only the document's text smaller", "Ctrl+[", DeepDive),
            Self::ZoomIn => ("Zoom in", "Make everything larger", "Ctrl+Plus", Nothing),
            Self::ZoomOut => ("Zoom out", "Make everything smaller", "Ctrl+Minus", Nothing),
            Self::ZoomReset => ("Zoom to 100 %", "Show everything at its ordinary size", "Ctrl+0", Nothing),
            Self::SwitchAppearance => {
                ("Switch between light and dark", "Light, dark, or as the system has it", "Ctrl+Shift+L", Nothing)
            }
            Self::LessMotion => ("Less motion", "Nothing slides or blinks; once more, it does again", "", Nothing),
            Self::Quit => ("Quit", "Close the window; everything is saved first", "Ctrl+Q", Nothing),
        }
    }
}

const AS: &str = "Polarity of the coding at the caret; without one, of what is tagged next";

/// Name, help, keys and place of a quick theme.
const fn quick_facts(place: u8) -> (&'static str, &'static str, &'static str, Needs) {
    const HELP: &str = "Code the selection with the theme on this key";
    let (name, key) = match place {
        0 => ("Tag with quick theme 1", "1"),
        1 => ("Tag with quick theme 2", "2"),
        2 => ("Tag with quick theme 3", "3"),
        3 => ("Tag with quick theme 4", "4"),
        4 => ("Tag with quick theme 5", "5"),
        5 => ("Tag with quick theme 6", "6"),
        6 => ("Tag with quick theme 7", "7"),
        7 => ("Tag with quick theme 8", "8"),
        8 => ("Tag with quick theme 9", "9"),
        _ => ("Tag with quick theme 10", "0"),
    };
    (name, HELP, key, Needs::On(Page::Reading))
}
