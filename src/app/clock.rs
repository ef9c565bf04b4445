//! The only place that asks for the time; everything below takes it as a value.

use jiff::Timestamp;

/// Now, in whole seconds: nobody codes faster, and journals stay readable.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the clock")]
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}
