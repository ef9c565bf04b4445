//! Rich Text as tokens: groups, control words, symbols, escaped bytes and runs of plain bytes.

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// `{`.
    Open,
    /// `}`.
    Close,
    /// A control word and its number.
    Word(&'a str, Option<i32>),
    /// A control symbol: a backslash and one sign.
    Symbol(u8),
    /// A byte written as `\'e9`.
    Byte(u8),
    /// Bytes that stand for themselves; never a line end.
    Bytes(&'a [u8]),
}

/// Cuts a file into tokens.
#[derive(Clone, Copy, Debug)]
pub struct Lexer<'a> {
    rest: &'a [u8],
}

impl<'a> Lexer<'a> {
    /// Starts at the first byte.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    fn run(&mut self, wanted: impl Fn(&u8) -> bool) -> &'a [u8] {
        let count = self.rest.iter().take_while(|b| wanted(b)).count();
        self.take(count)
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.rest.first()?;
        if !first.is_ascii_alphabetic() {
            self.take(1);
            return Some(if first == b'\'' { self.escaped() } else { Token::Symbol(first) });
        }
        let name = std::str::from_utf8(self.run(u8::is_ascii_alphabetic)).unwrap_or_default();
        let minus = self.rest.first() == Some(&b'-') && self.rest.get(1).is_some_and(u8::is_ascii_digit);
        if minus {
            self.take(1);
        }
        let digits = std::str::from_utf8(self.run(u8::is_ascii_digit)).unwrap_or_default();
        let size = digits.parse::<i64>().ok().map(|n| if minus { -n } else { n });
        let value = size.map(|n| i32::try_from(n.clamp(i32::MIN.into(), i32::MAX.into())).unwrap_or(i32::MAX));
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        if name == "bin" {
            // So many bytes of a picture or file, which may hold braces.
            self.take(usize::try_from(value.unwrap_or(0)).unwrap_or(0));
        }
        Some(Token::Word(name, value))
    }

    fn escaped(&mut self) -> Token<'a> {
        let digits = self.rest.get(..2).filter(|d| d.iter().all(u8::is_ascii_hexdigit));
        let byte = digits.and_then(|d| std::str::from_utf8(d).ok()).and_then(|d| u8::from_str_radix(d, 16).ok());
        match byte {
            Some(byte) => {
                self.take(2);
                Token::Byte(byte)
            }
            None => Token::Symbol(b'\''),
        }
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            match *self.rest.first()? {
                b'\r' | b'\n' | 0 => drop(self.run(|b| matches!(b, b'\r' | b'\n' | 0))),
                b'{' => {
                    self.take(1);
                    return Some(Token::Open);
                }
                b'}' => {
                    self.take(1);
                    return Some(Token::Close);
                }
                b'\\' => {
                    self.take(1);
                    return self.control();
                }
                _ => return Some(Token::Bytes(self.run(|b| !matches!(b, b'\\' | b'{' | b'}' | b'\r' | b'\n' | 0)))),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_the_right_places() {
        let tokens: Vec<_> = Lexer::new(b"{\\b0 x\r\ny\\'e9\\~\\u-3913 ?\\bin3 }{}z}").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("b", Some(0)),
                Token::Bytes(b"x"),
                Token::Bytes(b"y"),
                Token::Byte(0xe9),
                Token::Symbol(b'~'),
                Token::Word("u", Some(-3913)),
                Token::Bytes(b"?"),
                Token::Word("bin", Some(3)),
                Token::Bytes(b"z"),
                Token::Close,
            ]
        );
        assert_eq!(Lexer::new(b"\\b99999999999999999999 \\'zz\\").count(), 3);
    }
}
