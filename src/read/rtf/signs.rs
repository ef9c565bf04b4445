//! Control words that stand for a sign.

/// The sign a control word stands for; empty for one that shows nothing.
#[must_use]
pub fn sign(name: &str) -> Option<&'static str> {
    Some(match name {
        "tab" => "\t",
        "line" | "lbr" | "softline" => "\n",
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "emspace" | "enspace" | "qmspace" => " ",
        "zwj" => "\u{200d}",
        "zwnj" => "\u{200c}",
        "zwbo" | "zwnbo" | "ltrmark" | "rtlmark" => "",
        _ => return None,
    })
}

/// The sign a control symbol stands for.
#[must_use]
pub const fn symbol(symbol: u8) -> Option<&'static str> {
    Some(match symbol {
        b'~' => "\u{a0}",
        // Never breaking is how it looks; what it says is a hyphen.
        b'_' => "-",
        b'\t' => "\t",
        _ => return None,
    })
}
