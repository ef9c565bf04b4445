//! What may leave, and in what form: levels of disclosure, small numbers, rare traits, identifiers in text.
//!
//! Everything here is a function of values: no project, no file, no window. What is found is listed for the author,
//! who decides; only `gate` changes a text, and only as was decided.

mod account;
pub mod gate;
pub mod identifiers;
mod level;
mod rare;
mod shares;
pub mod suppress;

pub use account::{About, Account, Said};
pub use level::{DateGrain, Level, coarsened};
pub use rare::{MOST_TRAITS, Rare, Trait, rare};
pub use shares::{SafeShare, Share, THRESHOLD, shares};
