//! Symbols of Word's own fonts as the letters that mean the same.
//!
//! Ticked boxes on a form are content: "seen alone ☒". Wingdings keeps them at places that no text has.

/// The character that a symbol of `font` at `code` shows; none for an ornament without a meaning.
#[must_use]
pub fn symbol(font: &str, code: u32) -> Option<char> {
    // Both 00FE and F0FE are written for the same place in a symbol font.
    let place = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    let font = font.to_lowercase();
    match () {
        () if font == "wingdings" => wingdings(place),
        () if font == "wingdings 2" => wingdings_2(place),
        () if font == "symbol" => symbol_font(place),
        () if font == "webdings" => (place == 0x61).then_some('✓'),
        () if (0xf000..=0xf0ff).contains(&code) => Some('•'),
        () => char::from_u32(code).filter(|c| !c.is_control()),
    }
}

const fn wingdings(place: u32) -> Option<char> {
    Some(match place {
        0xfe => '☑',
        0xfd | 0x78 => '☒',
        0xa8 | 0x6f | 0x70 | 0x71 | 0x72 => '☐',
        0xfc => '✓',
        0xfb => '✗',
        0x6c | 0x6e | 0x9e | 0x9f | 0xa7 | 0x76 | 0xd8 => '•',
        0xe0 | 0xe8 | 0xf0 => '→',
        0xdf | 0xe7 => '←',
        0xe1 | 0xe9 => '↑',
        0xe2 | 0xea => '↓',
        0x4a => '☺',
        0x4c => '☹',
        0x28 | 0x29 => '☎',
        _ => return None,
    })
}

const fn wingdings_2(place: u32) -> Option<char> {
    Some(match place {
        0x52 => '☑',
        0x53 | 0x54 => '☒',
        0xa3 | 0x2a | 0x30 => '☐',
        0x50 => '✓',
        0x4f => '✗',
        0x96..=0x98 => '•',
        _ => return None,
    })
}

fn symbol_font(place: u32) -> Option<char> {
    const UPPER: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const LOWER: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    match place {
        0x41..=0x5a => UPPER.chars().nth(place as usize - 0x41),
        0x61..=0x7a => LOWER.chars().nth(place as usize - 0x61),
        0xa3 => Some('≤'),
        0xb3 => Some('≥'),
        0xb1 => Some('±'),
        0xb4 => Some('×'),
        0xb7 => Some('•'),
        0xae | 0xde => Some('→'),
        0xac | 0xdc => Some('←'),
        0xad => Some('↑'),
        0xaf => Some('↓'),
        0xb0 => Some('°'),
        0xb9 => Some('≠'),
        0xbb => Some('≈'),
        0x2d => Some('−'),
        0x20..=0x7e => char::from_u32(place),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::symbol;

    #[test]
    fn boxes_and_bullets_keep_their_meaning() {
        assert_eq!(symbol("Wingdings", 0xf0fe), Some('☑'));
        assert_eq!(symbol("Wingdings", 0xa8), Some('☐'));
        assert_eq!(symbol("Symbol", 0xf0b7), Some('•'));
        assert_eq!(symbol("Symbol", 0x62), Some('β'));
        assert_eq!(symbol("MS Gothic", 0x2612), Some('☒'));
        assert_eq!(symbol("Wingdings", 0x01), None);
    }
}
