//! What stands in the cells of a roster: statuses, languages, lists, in five languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use parvis_domain::name::folded;
use parvis_domain::text::Lang;
use parvis_domain::ticket::TicketStatus;
use unicode_normalization::UnicodeNormalization;

use super::error::{RosterFault, quoted};

/// The longest text a cell may hold, in characters.
pub(super) const MAX_CHARS: usize = 1000;

/// Words for a status that an error suggests.
const KNOWN: &str = "valid, paid, unpaid, pending, cancelled, revoked, answers needed; \
    payé, en attente, annulé; pagado, pendiente, cancelado; betaald, in afwachting, geannuleerd; \
    pago, pendente, cancelado";

#[rustfmt::skip]
const STATUSES: [(TicketStatus, &[&str]); 5] = [
    (TicketStatus::Valid, &[
        "valid", "paid", "ok", "confirmed", "attending", "checked in", "active", "approved", "complete", "completed", "accepted",
        "issued", "sold", "free", "registered", "processed", "good", "going", "partially paid out",
        "valide", "validé", "validée", "payé", "payée", "confirmé", "confirmée", "réglé", "réglée", "traité", "traitée", "gratuit", "gratuite",
        "inscrit", "inscrite", "actif", "accepté", "acceptée", "terminé", "terminée", "encaissé", "validé(e)", "payé(e)",
        "válido", "válida", "pagado", "pagada", "confirmado", "confirmada", "activo", "activa", "completado", "completada", "aceptado", "aceptada",
        "geldig", "betaald", "bevestigd", "actief", "voltooid", "gratis", "goedgekeurd", "afgerond",
        "pago", "paga", "ativo", "ativa", "concluído", "concluída", "gratuito", "gratuita", "aprovado", "aprovada", "aceite",
        "bezahlt", "gültig", "bestätigt", "kostenlos",
    ]),
    (TicketStatus::Unpaid, &[
        "unpaid", "not paid", "pending", "pending payment", "payment pending", "awaiting payment", "open", "reserved", "expired", "overdue",
        "impayé", "impayée", "non payé", "non payée", "en attente", "en attente de paiement", "à payer", "expiré", "expirée", "réservé", "non réglé",
        "no pagado", "no pagada", "impagado", "pendiente", "pendiente de pago", "caducado", "expirado", "reservado", "vencido",
        "onbetaald", "niet betaald", "in afwachting", "in behandeling", "openstaand", "verlopen", "gereserveerd", "wacht op betaling",
        "não pago", "não paga", "pendente", "por pagar", "a aguardar pagamento", "aguardando pagamento", "expirada",
        "unbezahlt", "nicht bezahlt", "offen", "ausstehend", "abgelaufen",
    ]),
    (TicketStatus::Cancelled, &[
        "cancelled", "canceled", "refunded", "deleted", "not attending", "withdrawn", "not going", "declined",
        "annulé", "annulée", "remboursé", "remboursée", "supprimé", "supprimée", "désisté", "annulé(e)",
        "cancelado", "cancelada", "anulado", "anulada", "reembolsado", "reembolsada", "eliminado", "eliminada", "devuelto",
        "geannuleerd", "terugbetaald", "verwijderd", "afgemeld",
        "storniert", "abgesagt", "erstattet",
    ]),
    (TicketStatus::Revoked, &[
        "revoked", "void", "voided", "blocked", "invalid", "transferred", "replaced",
        "révoqué", "révoquée", "bloqué", "bloquée", "invalide", "non valide", "remplacé", "transféré",
        "revocado", "revocada", "bloqueado", "bloqueada", "inválido", "inválida", "no válido", "sustituido",
        "ingetrokken", "geblokkeerd", "ongeldig", "vervangen",
        "revogado", "revogada", "substituído",
        "gesperrt", "ungültig",
    ]),
    (TicketStatus::AnswersNeeded, &[
        "answers needed", "incomplete", "info requested", "information requested",
        "incomplet", "incomplète", "réponses attendues", "à compléter",
        "incompleto", "incompleta", "faltan respuestas",
        "onvolledig", "antwoorden nodig",
        "faltam respostas",
        "unvollständig",
    ]),
];

const YES: [&str; 12] =
    ["yes", "y", "true", "1", "oui", "vrai", "sí", "verdadero", "ja", "waar", "sim", "x"];
const NO: [&str; 11] =
    ["no", "n", "false", "0", "non", "faux", "falso", "nee", "onwaar", "não", "nein"];

/// Every word above, folded: a roster asks for the same few a million times.
static STATUS_OF: LazyLock<HashMap<String, TicketStatus>> = LazyLock::new(|| {
    let words = STATUSES.iter().flat_map(|(status, words)| words.iter().map(|w| (*status, *w)));
    words.map(|(status, word)| (folded(word), status)).collect()
});

/// Reads the word for a status; an empty cell is a good ticket.
pub(super) fn status(word: &str) -> Result<TicketStatus, RosterFault> {
    if word.trim().is_empty() {
        return Ok(TicketStatus::Valid);
    }
    let unknown = || RosterFault::UnknownStatus { found: quoted(word), known: KNOWN };
    STATUS_OF.get(&folded(word)).copied().ok_or_else(unknown)
}

/// Reads a column that says whether a ticket is paid.
pub(super) fn paid(word: &str) -> Result<TicketStatus, RosterFault> {
    let wanted = folded(word);
    let is = |words: &[&str]| words.iter().any(|word| folded(word) == wanted);
    if word.trim().is_empty() || is(&YES) {
        Ok(TicketStatus::Valid)
    } else if is(&NO) {
        Ok(TicketStatus::Unpaid)
    } else {
        status(word).map_err(|_| RosterFault::NeitherYesNorNo { found: quoted(word) })
    }
}

#[rustfmt::skip]
const LANGUAGES: [(&str, &[&str]); 30] = [
    ("en", &["english", "anglais", "inglés", "engels", "inglês", "englisch"]),
    ("fr", &["french", "français", "francés", "frans", "francês", "französisch"]),
    ("es", &["spanish", "espagnol", "español", "castellano", "spaans", "espanhol", "spanisch"]),
    ("nl", &["dutch", "néerlandais", "neerlandés", "holandés", "nederlands", "neerlandês", "holandês", "niederländisch", "flemish", "flamand", "vlaams"]),
    ("pt", &["portuguese", "portugais", "portugués", "portugees", "português", "portugiesisch"]),
    ("de", &["german", "allemand", "alemán", "duits", "alemão", "deutsch"]),
    ("it", &["italian", "italien", "italiano", "italiaans", "italienisch"]),
    ("ca", &["catalan", "catalán", "català", "catalaans", "catalão"]),
    ("eu", &["basque", "vasco", "euskera", "euskara", "baskisch", "basco"]),
    ("gl", &["galician", "galicien", "gallego", "galego", "galicisch"]),
    ("br", &["breton", "bretón", "brezhoneg", "bretons"]),
    ("pl", &["polish", "polonais", "polaco", "pools", "polski", "polonês"]),
    ("ro", &["romanian", "roumain", "rumano", "roemeens", "română", "romeno"]),
    ("el", &["greek", "grec", "griego", "grieks", "ελληνικά", "grego"]),
    ("cs", &["czech", "tchèque", "checo", "tsjechisch", "čeština", "tcheco"]),
    ("sk", &["slovak", "slovaque", "eslovaco", "slowaaks", "slovenčina"]),
    ("sl", &["slovenian", "slovène", "esloveno", "sloveens", "slovenščina"]),
    ("hu", &["hungarian", "hongrois", "húngaro", "hongaars", "magyar"]),
    ("bg", &["bulgarian", "bulgare", "búlgaro", "bulgaars", "български"]),
    ("hr", &["croatian", "croate", "croata", "kroatisch", "hrvatski"]),
    ("da", &["danish", "danois", "danés", "deens", "dansk", "dinamarquês"]),
    ("sv", &["swedish", "suédois", "sueco", "zweeds", "svenska"]),
    ("fi", &["finnish", "finnois", "finlandés", "fins", "suomi", "finlandês"]),
    ("et", &["estonian", "estonien", "estonio", "estisch", "eesti"]),
    ("lv", &["latvian", "letton", "letón", "lets", "latviešu"]),
    ("lt", &["lithuanian", "lituanien", "lituano", "litouws", "lietuvių"]),
    ("ga", &["irish", "irlandais", "irlandés", "iers", "gaeilge"]),
    ("mt", &["maltese", "maltais", "maltés", "maltees", "malti"]),
    ("uk", &["ukrainian", "ukrainien", "ucraniano", "oekraïens", "українська"]),
    ("ar", &["arabic", "arabe", "árabe", "arabisch", "العربية"]),
];

static LANGUAGE_OF: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let names = LANGUAGES.iter().flat_map(|(tag, names)| names.iter().map(|name| (*tag, *name)));
    names.map(|(tag, name)| (folded(name), tag)).collect()
});

/// Reads a language, by tag or by name.
pub(super) fn language(word: &str) -> Result<Option<Lang>, RosterFault> {
    if word.trim().is_empty() {
        return Ok(None);
    }
    let tag = LANGUAGE_OF.get(&folded(word)).copied().unwrap_or(word);
    tag.parse().map(Some).map_err(|_| RosterFault::UnknownLanguage { found: quoted(word) })
}

/// Reads a list parted by `;` or `|`.
pub(super) fn list(text: &str) -> Result<Vec<String>, RosterFault> {
    let items = text.split([';', '|']).map(plain).filter(|item| item.as_deref() != Ok(""));
    items.collect()
}

/// Reads a text of one line: accents composed, and every run of blanks and line breaks a blank.
pub(super) fn plain(text: &str) -> Result<String, RosterFault> {
    if is_plain(text) {
        return Ok(text.to_owned());
    }
    let mut plain = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if !word.is_empty() {
            if !plain.is_empty() {
                plain.push(' ');
            }
            plain.extend(word.nfc());
        }
    }
    if plain.len() > MAX_CHARS && plain.chars().count() > MAX_CHARS {
        return Err(RosterFault::TooLong);
    }
    Ok(plain)
}

/// Whether a text is as it should be already, as nearly all are: told without taking it apart.
fn is_plain(text: &str) -> bool {
    // Below U+0300 no character has another form that is preferred.
    let ordinary = |c: char| c < '\u{300}' && !c.is_control() && (c == ' ' || !c.is_whitespace());
    text.len() <= MAX_CHARS
        && text.chars().all(ordinary)
        && !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
}
