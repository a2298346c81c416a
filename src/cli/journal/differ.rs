//! What differs between the result of an earlier run and the present one, in a few words.

use serde_json::Value;

/// At most so many differences, each at most so long.
const MOST: usize = 3;
const LENGTH: usize = 40;

/// Compares lines of JSON key by key; other lines as wholes.
pub(super) fn between(old: &[u8], new: &[u8]) -> String {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let (count_old, count_new) = (old.lines().count(), new.lines().count());
    let pair = old.lines().zip(new.lines()).find(|(a, b)| a != b);
    let Some((a, b)) = pair else {
        return format!("{count_old} rows there, {count_new} now");
    };
    match (serde_json::from_str(a), serde_json::from_str(b)) {
        (Ok(Value::Object(a)), Ok(Value::Object(b))) => {
            let keys = a.keys().chain(b.keys().filter(|k| !a.contains_key(*k)));
            let differing = keys.filter(|k| a.get(*k) != b.get(*k)).take(MOST);
            let each: Vec<_> = differing
                .map(|k| format!("{k}: {} there, {} now", short(a.get(k)), short(b.get(k))))
                .collect();
            each.join("; ")
        }
        _ => "a row differs".to_owned(),
    }
}

fn short(value: Option<&Value>) -> String {
    match value {
        None => "none".to_owned(),
        Some(Value::Array(all)) => format!("{} items", all.len()),
        Some(value) => {
            let text = value.to_string();
            let mut cut: String = text.chars().take(LENGTH).collect();
            if cut.len() < text.len() {
                cut.push('…');
            }
            cut
        }
    }
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn differences_are_named() {
        let old = br#"{"id":"a","published":"2014-08-18","phrases":[1,2]}"#;
        let new = br#"{"id":"a","published":null,"phrases":[1],"text":"x"}"#;
        let text = between(old, new);
        let wanted = "published: \"2014-08-18\" there, null now; phrases: 2 items there, 1 items now; text: none there, \"x\" now";
        assert_eq!(text, wanted);
        assert_eq!(between(b"a\nb\n", b"a\n"), "2 rows there, 1 now");
    }
}
