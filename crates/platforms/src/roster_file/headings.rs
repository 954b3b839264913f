//! What the columns of a roster are called, in the languages and by the ticket shops of Europe.
//!
//! Headings are compared without case, accents, blanks and signs, so that `Prénom`, `prenom` and
//! `PRENOM *` are the same. Within a column the names come in order of preference: the canonical
//! one first. Sources: pretix's exporters “Check-in list” and “Order data (positions)”, the
//! participant exports of HelloAsso, Billetweb and Weezevent, Eventbrite's attendee report.

use std::collections::HashMap;
use std::sync::LazyLock;

use parvis_domain::name::folded;

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Column {
    Code,
    FirstName,
    LastName,
    FullName,
    Event,
    Kind,
    Days,
    Sessions,
    Status,
    Paid,
    Order,
    ValidFrom,
    ValidUntil,
    Organisation,
    Category,
    Language,
}

/// How many meanings there are.
pub(super) const COLUMNS: usize = 16;

#[rustfmt::skip]
const NAMES: [(Column, &[&str]); COLUMNS] = [
    (Column::Code, &[
        "code", "Ticket secret", "Secret", "Barcode", "Barcode #", "Ticket code", "Ticket barcode",
        "Barcode number", "Bar code", "QR code", "QR", "QR code content", "Ticket number", "Ticket no", "Ticket #", "Ticket ID",
        "Code barre", "Code barres", "Code à barres", "Numéro de billet", "N° de billet", "N° billet", "Nº de billet",
        "Num billet", "Numéro billet", "Numéro du billet", "Référence billet", "Référence du billet", "Code billet",
        "Code du billet", "Code QR", "Code secret", "Numéro de code-barres", "Contenu du QR code",
        "Código", "Código de barras", "Código QR", "Código de la entrada", "Código de entrada", "Código del billete",
        "Número de entrada", "Número de la entrada", "Número de billete", "Nº de entrada", "Secreto", "Secreto de la entrada",
        "Toegangscode", "Ticketcode", "Ticketnummer", "Streepjescode", "Barcodenummer", "Kaartnummer", "Geheim", "Ticketgeheim",
        "Código do bilhete", "Código de bilhete", "Número do bilhete", "Número de bilhete", "Nº do bilhete", "Segredo",
        "Código do ingresso", "Número do ingresso",
        "Ticket-Code", "Strichcode", "Eintrittscode", "Ticket-Geheimnis", "Geheimnis",
    ]),
    (Column::FirstName, &[
        "first_name", "Attendee first name", "Attendee name: Given name", "Attendee name: First name", "Given name", "Given names",
        "Firstname", "Forename",
        "Prénom participant", "Prénom du participant", "Prénom (participant)", "Nom du participant : Prénom", "Nom du participant: Prénom",
        "Prénom", "Prénoms",
        "Nombre de pila", "Nombre del asistente", "Nombre asistente", "Nombre del participante", "Nombre",
        "Voornaam", "Voornaam deelnemer", "Voornaam bezoeker", "Roepnaam", "Naam deelnemer: Voornaam",
        "Nome próprio", "Primeiro nome", "Nome do participante: Nome próprio",
        "Vorname", "Name des Teilnehmers: Vorname",
    ]),
    (Column::LastName, &[
        "last_name", "Attendee last name", "Attendee name: Family name", "Attendee name: Last name", "Family name", "Lastname", "Surname",
        "Nom participant", "Nom (participant)", "Nom de famille", "Nom du participant : Nom de famille", "Nom",
        "Apellidos", "Apellido", "Apellidos del asistente", "Apellidos del participante",
        "Achternaam", "Familienaam", "Achternaam deelnemer", "Achternaam bezoeker", "Naam deelnemer: Achternaam",
        "Apelido", "Sobrenome", "Último nome", "Apelidos",
        "Nachname", "Familienname", "Name des Teilnehmers: Nachname",
    ]),
    (Column::FullName, &[
        "name", "Attendee name", "Full name", "Attendee", "Participant", "Participant name",
        "Nom complet", "Nom du participant", "Nom et prénom", "Nom, prénom", "Nom prénom", "Prénom et nom", "Prénom nom", "Participant·e",
        "Nombre completo", "Nombre y apellidos", "Nombre y apellido", "Asistente", "Participante",
        "Naam", "Volledige naam", "Naam deelnemer", "Deelnemer", "Naam bezoeker", "Bezoeker",
        "Nome", "Nome completo", "Nome do participante", "Nome e apelido",
        "Vollständiger Name", "Name des Teilnehmers", "Teilnehmername", "Teilnehmer",
    ]),
    (Column::Event, &[
        "event", "Event name", "Event slug",
        "Événement", "Évènement", "Nom de l'événement", "Nom de l'évènement", "Manifestation", "Campagne", "Nom de la campagne",
        "Evento", "Nombre del evento", "Evenement", "Naam evenement", "Nome do evento", "Veranstaltung",
    ]),
    (Column::Kind, &[
        "type", "Ticket type", "Product", "Ticket name", "Ticket category", "Item",
        "Tarif", "Type de billet", "Type de tarif", "Produit", "Nom du tarif", "Formule",
        "Tipo", "Tipo de entrada", "Producto", "Tarifa", "Tipo de billete",
        "Tickettype", "Kaarttype", "Soort ticket", "Tarief", "Type ticket",
        "Tipo de bilhete", "Produto", "Tipo de ingresso",
        "Ticketart", "Produkt",
    ]),
    (Column::Days, &[
        "days", "day", "Valid days",
        "Jours", "Jour", "Journée", "Journées", "Jours de validité",
        "Días", "Día", "Dagen", "Dag", "Dias", "Dia", "Tage", "Tag",
    ]),
    (Column::Sessions, &[
        "sessions", "session", "Workshops", "Workshop",
        "Ateliers", "Atelier", "Séances", "Séance",
        "Sesiones", "Sesión", "Talleres", "Taller", "Sessies", "Sessie", "Sessões", "Sessão", "Oficinas",
    ]),
    (Column::Status, &[
        "status", "Attendee status", "Ticket status", "Order status",
        "Statut", "Statut du billet", "Statut billet", "Statut de la commande", "Statut commande", "Statut du participant",
        "Statut du paiement", "Statut de paiement", "Payment status",
        "Estado", "Estado del pedido", "Estado de la entrada", "Estado del asistente",
        "Bestelstatus", "Ticketstatus", "Status bestelling",
        "Situação", "Estado do bilhete", "Estado da encomenda", "Bestellstatus",
    ]),
    (Column::Paid, &[
        "paid", "Is paid", "Payé", "Payée", "Réglé", "Commande payée", "Pagado", "Pagada", "Betaald", "Pago", "Paga", "Bezahlt",
    ]),
    (Column::Order, &[
        "order", "Order code", "Order #", "Order number", "Order no", "Order ID", "Order reference",
        "Commande", "Référence commande", "Référence de la commande", "Numéro de commande", "N° de commande", "N° commande", "Code de commande",
        "Pedido", "Código del pedido", "Número de pedido", "Nº de pedido", "Código de pedido",
        "Bestelling", "Bestelnummer", "Bestelcode", "Ordernummer",
        "Encomenda", "Número da encomenda", "Código da encomenda", "Número do pedido", "Código do pedido",
        "Bestellnummer", "Bestellung", "Bestellcode",
    ]),
    (Column::ValidFrom, &[
        "valid_from", "Valid since", "Valable à partir du", "Valable à partir de", "Valide à partir de", "Début de validité", "Valable du",
        "Válido desde", "Válida desde", "Geldig vanaf", "Geldig van", "Válido a partir de", "Gültig ab", "Gültig von",
    ]),
    (Column::ValidUntil, &[
        "valid_until", "Valid to", "Valid till", "Valable jusqu'au", "Valable jusqu'à", "Valide jusqu'au", "Fin de validité",
        "Válido hasta", "Válida hasta", "Geldig tot", "Geldig tot en met", "Válido até", "Gültig bis",
    ]),
    (Column::Organisation, &[
        "organisation", "organization", "Company", "Company name", "Employer", "Institution", "Affiliation",
        "Structure", "Société", "Entreprise", "Organisme", "Raison sociale", "Nom de la structure", "Association", "Collectivité",
        "Organización", "Empresa", "Entidad", "Institución",
        "Organisatie", "Bedrijf", "Bedrijfsnaam", "Vereniging",
        "Organização", "Entidade", "Instituição", "Firma", "Unternehmen",
    ]),
    (Column::Category, &[
        "category", "Group", "Role", "Catégorie", "Groupe", "Rôle", "Profil", "Categoría", "Grupo", "Rol", "Perfil",
        "Categorie", "Groep", "Categoria", "Função", "Kategorie", "Gruppe", "Rolle",
    ]),
    (Column::Language, &[
        "language", "lang", "locale", "Preferred language", "Order locale",
        "Langue", "Langue acheteur", "Langue préférée", "Langue du participant", "Idioma", "Lengua", "Taal", "Voorkeurstaal", "Língua", "Sprache",
    ]),
];

/// The letters and digits of a heading, which is all that is compared; `#` is read as “number”.
fn bare(heading: &str) -> String {
    folded(&heading.replace('#', " number ")).replace(' ', "")
}

/// What a heading means, and how well: 0 is the canonical heading itself.
pub(super) fn meaning(heading: &str) -> Option<(Column, usize)> {
    MEANINGS.get(&bare(heading)).copied()
}

/// Every name above, bare.
static MEANINGS: LazyLock<HashMap<String, (Column, usize)>> = LazyLock::new(|| {
    let mut meanings = HashMap::new();
    for (column, names) in &NAMES {
        for (rank, name) in names.iter().enumerate() {
            meanings.entry(bare(name)).or_insert((*column, rank));
        }
    }
    meanings
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_heading_means_two_things() {
        let all: Vec<(Column, String)> = NAMES
            .iter()
            .flat_map(|(column, names)| names.iter().map(|name| (*column, bare(name))))
            .collect();
        for (column, name) in &all {
            let others = all.iter().filter(|(other, same)| same == name && other != column);
            assert_eq!(others.count(), 0, "{name} is in two columns");
        }
    }

    #[test]
    fn every_column_has_its_place() {
        for (index, (column, _)) in NAMES.iter().enumerate() {
            assert_eq!(*column as usize, index);
        }
    }

    #[test]
    fn case_accents_and_signs_do_not_matter() {
        assert_eq!(meaning("  NUMERO DE BILLET * "), meaning("Numéro de billet"));
        assert_eq!(meaning("first-name"), Some((Column::FirstName, 0)));
        assert_eq!(meaning("Position ID"), None);
        assert_eq!(meaning("°"), None);
    }
}
