//! Names out of dictionaries (rule ids, canonical units) kept once for the program's life, so
//! that results carry them as `&'static str` instead of a `String` each.

use rustc_hash::FxHashSet;
use std::sync::{LazyLock, Mutex, PoisonError};

static NAMES: LazyLock<Mutex<FxHashSet<&'static str>>> = LazyLock::new(Mutex::default);

/// The one copy of `name`. Memory grows with the number of different names only; call it
/// while loading, not for every token.
#[must_use]
pub fn intern(name: &str) -> &'static str {
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = names.get(name) {
        return known;
    }
    let kept: &'static str = Box::leak(name.into());
    names.insert(kept);
    kept
}

#[cfg(test)]
mod tests {
    #[test]
    fn one_copy() {
        assert!(std::ptr::eq(
            super::intern("km2"),
            super::intern(&String::from("km2"))
        ));
    }
}
