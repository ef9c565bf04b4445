//! Controls of forms: what was filled in stands apart from the text, by ids.

use crate::read::xml::Element;
use std::collections::BTreeMap;

/// Reads the controls under `element` into what each shows.
pub fn read(element: &Element, out: &mut BTreeMap<String, String>) {
    for child in element.elements() {
        if let (Some(id), Some(shown)) = (child.attribute("id"), shown(child)) {
            out.insert(id.to_owned(), shown);
        }
        read(child, out);
    }
}

fn shown(control: &Element) -> Option<String> {
    let value = || control.attribute("current-value").or_else(|| control.attribute("value")).map(ToOwned::to_owned);
    match &*control.name {
        "checkbox" => {
            Some(boxed(control, control.attribute("current-state").or_else(|| control.attribute("state")) == Some("checked")))
        }
        "radio" => {
            let on = control.attribute("current-selected").or_else(|| control.attribute("selected")) == Some("true");
            Some(boxed(control, on))
        }
        "text" | "textarea" | "formatted-text" | "number" | "date" | "time" | "combobox" => value(),
        "listbox" => {
            let chosen = |o: &&Element| {
                o.attribute("current-selected").or_else(|| o.attribute("selected")) == Some("true") && &*o.name == "option"
            };
            let labels: Vec<&str> = control.elements().filter(chosen).filter_map(|o| o.attribute("label")).collect();
            Some(labels.join(", "))
        }
        "fixed-text" => control.attribute("label").map(ToOwned::to_owned),
        _ => None,
    }
}

fn boxed(control: &Element, on: bool) -> String {
    format!("{} {}", if on { "☒" } else { "☐" }, control.attribute("label").unwrap_or_default()).trim_end().to_owned()
}

/// What a mark of a field from a Word form shows beside its text: a check box, or the chosen entry of a list.
#[must_use]
pub fn field_mark(mark: &Element) -> Option<String> {
    let kind = mark.attribute("type")?;
    let value = |name: &str| {
        let is = |p: &&Element| p.attribute("name").is_some_and(|n| n.ends_with(name));
        mark.elements().find(is).and_then(|p| p.attribute("value"))
    };
    if kind.ends_with("FORMCHECKBOX") {
        let on = matches!(value("Checkbox_Checked"), Some("true" | "1"));
        return Some(if on { "☒" } else { "☐" }.to_owned());
    }
    if kind.ends_with("FORMDROPDOWN") {
        let chosen: usize = value("Dropdown_Selected")?.parse().ok()?;
        let entries = mark.elements().filter(|p| p.attribute("name").is_some_and(|n| n.ends_with("Dropdown_ListEntry")));
        return entries.filter_map(|p| p.attribute("value")).nth(chosen).map(ToOwned::to_owned);
    }
    None
}
