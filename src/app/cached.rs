//! The only cache: a value and the revision it was made from. The only rule: another revision, another value.

/// A derived value with the revision it was derived from.
#[derive(Clone, Debug, Default)]
pub struct Cached<T> {
    held: Option<(u64, T)>,
}

impl<T: Clone> Cached<T> {
    /// The value of `revision`, made when it is not the one held.
    pub fn get(&mut self, revision: u64, make: impl FnOnce() -> T) -> T {
        match &self.held {
            Some((at, value)) if *at == revision => value.clone(),
            Some(_) | None => {
                let value = make();
                self.held = Some((revision, value.clone()));
                value
            }
        }
    }
}
