//! Code pages: from the numbers that Rich Text gives them to letters.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

/// How bytes become letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodePage {
    /// One that browsers know too.
    Known(&'static Encoding),
    /// DOS, United States.
    Dos437,
    /// DOS, western Europe.
    Dos850,
    /// The places of a symbol font.
    Symbol,
}

/// Letters 128 to 255 of the two pages of DOS.
const DOS_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
const DOS_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

impl CodePage {
    /// What is used where nothing is declared.
    pub const DEFAULT: Self = Self::Known(WINDOWS_1252);

    /// By the number in `\ansicpg`; none when it is not known here.
    #[must_use]
    pub fn numbered(number: i32) -> Option<Self> {
        Some(match number {
            437 => Self::Dos437,
            850 => Self::Dos850,
            866 => Self::Known(IBM866),
            874 => Self::Known(WINDOWS_874),
            932 => Self::Known(SHIFT_JIS),
            936 => Self::Known(GBK),
            949 => Self::Known(EUC_KR),
            950 => Self::Known(BIG5),
            1250 => Self::Known(WINDOWS_1250),
            1251 => Self::Known(WINDOWS_1251),
            0 | 819 | 1252 | 28591 => Self::DEFAULT,
            1253 => Self::Known(WINDOWS_1253),
            1254 => Self::Known(WINDOWS_1254),
            1255 => Self::Known(WINDOWS_1255),
            1256 => Self::Known(WINDOWS_1256),
            1257 => Self::Known(WINDOWS_1257),
            1258 => Self::Known(WINDOWS_1258),
            10_000 => Self::Known(MACINTOSH),
            65_001 => Self::Known(UTF_8),
            _ => return None,
        })
    }

    /// By the number in a font's `\fcharset`; none where the document's own page holds.
    #[must_use]
    pub fn of_charset(charset: i32) -> Option<Self> {
        Self::numbered(match charset {
            0 => 1252,
            2 => return Some(Self::Symbol),
            77 => 10_000,
            128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178..=180 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 => 437,
            255 => 850,
            _ => return None,
        })
    }

    /// Turns bytes into letters.
    #[must_use]
    pub fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Known(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Dos437 => dos(bytes, DOS_437),
            Self::Dos850 => dos(bytes, DOS_850),
            Self::Symbol => bytes.iter().map(|b| char::from(*b)).collect(),
        }
    }
}

fn dos(bytes: &[u8], upper: &str) -> String {
    let letter = |b: &u8| match b {
        0..=127 => char::from(*b),
        _ => upper.chars().nth(usize::from(*b) - 128).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    bytes.iter().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_of_dos_are_whole() {
        assert_eq!((DOS_437.chars().count(), DOS_850.chars().count()), (128, 128));
        assert_eq!(CodePage::Dos437.decode(b"\x9c5 \xe1"), "£5 ß");
        assert_eq!(CodePage::Dos850.decode(b"\xa9\xd5"), "®ı");
        assert_eq!(CodePage::of_charset(128).map(|p| p.decode(b"\x83\x5c")), Some("ソ".to_owned()));
        assert_eq!(CodePage::numbered(1361), None);
    }
}
