//! What tesseract prints with `tsv`: one line for each page, block, paragraph, line and word.
//!
//! Columns: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. Only words (level 5)
//! are kept; the numbers before them say where a line and a paragraph end.

/// The level of a word.
const WORD: u32 = 5;

/// A word as it was recognised.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    /// Percent.
    pub(super) confidence: f32,
    /// Block and paragraph, which change with every paragraph.
    pub(super) paragraph: (u32, u32),
    /// Line in the paragraph.
    pub(super) line: u32,
    /// Pixels from the top left: left, top, right, bottom.
    pub(super) place: [u32; 4],
}

/// The words of a page, in tesseract's order.
///
/// # Errors
/// The end of a sentence, when this is not what tesseract prints.
pub(super) fn words(tsv: &str) -> Result<Vec<Word>, &'static str> {
    let mut lines = tsv.lines();
    if !lines.next().is_some_and(|l| l.starts_with("level\tpage_num\t")) {
        return Err("text recognition answered something that is not a list of words");
    }
    let words: Option<Vec<Option<Word>>> = lines.filter(|l| !l.trim().is_empty()).map(word).collect();
    words.map(|w| w.into_iter().flatten().collect()).ok_or("text recognition answered with a line that cannot be understood")
}

/// The word of a line, `Some(None)` for a line that is not about a word; none for nonsense.
fn word(line: &str) -> Option<Option<Word>> {
    let columns: Vec<&str> = line.splitn(12, '\t').collect();
    let number = |i: usize| columns.get(i).and_then(|c| c.parse::<u32>().ok());
    if number(0)? != WORD {
        return Some(None);
    }
    let confidence: f32 = columns.get(10)?.parse().ok()?;
    let text = columns.get(11).copied().unwrap_or_default().trim();
    // A blank word is a picture or a line that tesseract boxed.
    if text.is_empty() || confidence < 0.0 {
        return Some(None);
    }
    let (left, top) = (number(6)?, number(7)?);
    Some(Some(Word {
        text: text.to_owned(),
        confidence: confidence.min(100.0),
        paragraph: (number(2)?, number(3)?),
        line: number(4)?,
        place: [left, top, left.saturating_add(number(8)?), top.saturating_add(number(9)?)],
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";

    #[test]
    fn keeps_words_with_their_place_and_confidence() {
        let tsv = format!(
            "{HEAD}1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t\n4\t1\t1\t2\t3\t0\t290\t300\t900\t60\t-1\t\n\
             5\t1\t1\t2\t3\t1\t290\t301\t100\t40\t96.519\tHealth\n5\t1\t1\t2\t3\t2\t400\t301\t9\t40\t95\t \n\
             5\t1\t2\t1\t1\t1\t10\t20\t30\t40\t12.5\ta\tb\n"
        );
        let words = words(&tsv).expect("is tesseract's");
        assert_eq!(words.len(), 2);
        assert_eq!(words[0].text, "Health");
        assert_eq!((words[0].paragraph, words[0].line), ((1, 2), 3));
        assert_eq!(words[0].place, [290, 301, 390, 341]);
        assert!((words[0].confidence - 96.519).abs() < 0.001);
        assert_eq!(words[1].text, "a\tb");
    }

    #[test]
    fn an_empty_page_has_no_words_and_nonsense_is_an_error() {
        assert_eq!(words(HEAD), Ok(Vec::new()));
        assert!(words("").is_err());
        assert!(words("Error opening data file").is_err());
        assert!(words(&format!("{HEAD}5\t1\t1\n")).is_err());
        assert!(words(&format!("{HEAD}five\n")).is_err());
        assert!(words(&format!("{HEAD}5\t1\t1\t1\t1\t1\t-4\t0\t1\t1\t90\tx\n")).is_err());
    }
}
