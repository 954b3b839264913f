//! The lines of a calendar, unfolded, and the components they make up.

use crate::programme_file::ProgrammeFileFault as Fault;

/// How deep components may lie in each other: a calendar, an entry, its alarm, and some room.
const MAX_DEPTH: usize = 8;

/// The most components a calendar may have.
const MAX_COMPONENTS: usize = 200_000;

/// A part of a calendar: from its `BEGIN` to its `END`.
#[derive(Debug, Default)]
pub(super) struct Component {
    /// In capitals: `VEVENT`.
    pub(super) name: String,
    /// The line it begins in, from 1.
    pub(super) line: usize,
    pub(super) properties: Vec<Property>,
    pub(super) components: Vec<Component>,
}

/// A property of a component: `NAME;PARAMETER=value:value`.
#[derive(Debug)]
pub(super) struct Property {
    /// In capitals.
    pub(super) name: String,
    /// Names, in capitals, and values.
    parameters: Vec<(String, String)>,
    /// As it is written, escapes and all.
    pub(super) value: String,
    pub(super) line: usize,
}

impl Component {
    /// The first property of a name.
    pub(super) fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// What the first property of a name says, without blanks at its ends; `None` when nothing.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let value = self.property(name).map(|property| property.value.trim());
        value.filter(|value| !value.is_empty())
    }

    /// The text of the first property of a name; empty when there is none.
    pub(super) fn text(&self, name: &str) -> String {
        self.property(name).map(|property| unescaped(&property.value)).unwrap_or_default()
    }
}

impl Property {
    /// A parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Reads the components of a calendar.
pub(super) fn components(text: &str) -> Result<Vec<Component>, Fault> {
    let mut stack = vec![Component::default()];
    let mut count = 0;
    for (line, content) in unfolded(text) {
        let property = property(&content, line)?;
        let named = property.value.trim().to_ascii_uppercase();
        match property.name.as_str() {
            "BEGIN" => {
                count += 1;
                if stack.len() > MAX_DEPTH || count > MAX_COMPONENTS {
                    return Err(fault(line, "the calendar holds too many parts in each other"));
                }
                stack.push(Component { name: named, line, ..Component::default() });
            }
            "END" => close(&mut stack, &named, line)?,
            _ => stack.last_mut().map_or((), |open| open.properties.push(property)),
        }
    }
    let last = stack.pop().unwrap_or_default();
    if !stack.is_empty() {
        let (name, line) = (last.name, last.line);
        let message = format!("the {name} that begins here has no end; the file may be incomplete");
        return Err(Fault::Line { line, message });
    }
    Ok(last.components)
}

fn close(stack: &mut Vec<Component>, named: &str, line: usize) -> Result<(), Fault> {
    let closed = stack.pop().unwrap_or_default();
    match stack.last_mut() {
        Some(outer) if closed.name == named => {
            outer.components.push(closed);
            Ok(())
        }
        _ => Err(fault(line, &format!("the END of a {named} that has not begun"))),
    }
}

/// The lines of a calendar with the number each begins in. A line that begins with a blank goes
/// on with the one before it.
fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, before))) => before.push_str(rest),
            _ if line.trim().is_empty() => {}
            _ => lines.push((index + 1, line.to_owned())),
        }
    }
    lines
}

/// Parts a line into name, parameters and value. A value of a parameter in quotation marks may
/// hold what otherwise parts.
fn property(content: &str, line: usize) -> Result<Property, Fault> {
    let mut quoted = false;
    let mut parts = Vec::new();
    let mut start = 0;
    let mut colon = None;
    for (at, c) in content.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ';' if !quoted => {
                parts.push(&content[start..at]);
                start = at + 1;
            }
            ':' if !quoted => {
                parts.push(&content[start..at]);
                colon = Some(at);
                break;
            }
            _ => {}
        }
    }
    let no_colon = || fault(line, "this is no line of a calendar: NAME:value was expected");
    let colon = colon.ok_or_else(no_colon)?;
    let mut parts = parts.into_iter();
    let name = parts.next().unwrap_or_default().trim().to_ascii_uppercase();
    let parameters = parts.filter_map(|part| part.split_once('=')).map(|(name, value)| {
        (name.trim().to_ascii_uppercase(), value.trim().trim_matches('"').to_owned())
    });
    let parameters = parameters.collect();
    let value = content.get(colon + 1..).unwrap_or_default().to_owned();
    Ok(Property { name, parameters, value, line })
}

/// A text without the escapes of a calendar.
pub(super) fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(escaped) => text.push(escaped),
                None => text.push('\\'),
            },
            c => text.push(c),
        }
    }
    text
}

/// The first of several texts, parted by commas that are not escaped.
pub(super) fn first_of_list(value: &str) -> String {
    let mut escaped = false;
    let end = value.char_indices().find(|(_, c)| {
        let parts = *c == ',' && !escaped;
        escaped = *c == '\\' && !escaped;
        parts
    });
    let end = end.map_or(value.len(), |(at, _)| at);
    unescaped(value.get(..end).unwrap_or(value))
}

pub(super) fn fault(line: usize, message: &str) -> Fault {
    Fault::Line { line, message: message.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folded_line_is_one_and_knows_where_it_begins() {
        let calendar = "BEGIN:VEVENT\r\nSUMMARY;X=\"a:b;c\";LANGUAGE=fr:Un\r\n  deux\\, trois\\nquatre\r\nEND:VEVENT\r\n";
        let read = components(calendar).unwrap();
        let summary = read[0].property("SUMMARY").unwrap();
        assert_eq!((summary.line, summary.parameter("LANGUAGE")), (2, Some("fr")));
        assert_eq!(read[0].text("SUMMARY"), "Un deux, trois\nquatre");
    }

    #[test]
    fn components_close_as_they_open() {
        assert!(components("BEGIN:A\nBEGIN:B\nEND:A\n").is_err());
        assert!(components("BEGIN:A\n").is_err());
        assert!(components("END:A\n").is_err());
        assert!(components(&"BEGIN:A\n".repeat(1_000_000)).is_err());
    }

    #[test]
    fn the_first_of_a_list_keeps_its_escaped_commas() {
        assert_eq!(first_of_list(r"a\, b,c"), "a, b");
    }
}
