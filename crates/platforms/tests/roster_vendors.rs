//! Rosters as ticket shops export them and as people make them, in five languages.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{all_told, file, read};
use parvis_platforms::roster_file::RosterFile;

fn taken(name: &str, content: impl AsRef<[u8]>) -> String {
    let (_folder, path) = file(name, content);
    let mut roster = RosterFile::open(path).unwrap();
    let rows: Result<Vec<_>, _> = roster.rows().collect();
    let rows = rows.unwrap_or_else(|error| panic!("{error}"));
    format!("{}\nignored: {}", all_told(&rows), roster.ignored_columns().join(", "))
}

#[test]
fn the_canonical_headings() {
    let text = "code,first_name,last_name,event,type,days,sessions,status,order,valid_from,valid_until,organisation,category,language\n\
        K7Q2MH,Ada,Invented,brussels,standard,2023-11-16,opening;closing,valid,O-1,2023-11-16T08:00:00+01:00,2023-11-16 20:00,Example ASBL,speaker,nl\n\
        B3X9TT,Bo,Made-Up,brussels,press,\"2023-11-16, 17/11/2023\",,unpaid,O-2,,16/11/2023,,,Français\n";
    insta::assert_snapshot!(taken("canonical.csv", text));
}

#[test]
fn pretix_check_in_list() {
    let text = "\"Order code\",\"Attendee name\",\"Attendee name: Given name\",\"Attendee name: Family name\",\"Product\",\"Price\",\"Checked in\",\"Checked out\",\"Automatically checked in\",\"Paid\",\"Secret\",\"E-mail\",\"Company\",\"Voucher code\",\"Order date\",\"Requires special attention\"\n\
        \"ABCDE\",\"Ada Invented\",\"Ada\",\"Invented\",\"Day ticket – Student\",\"5.00\",\"\",\"\",\"No\",\"Yes\",\"kfc4sbpjk3ywnzb7mzkskhgagavmbu2v\",\"ada@example.org\",\"Example\",\"\",\"2023-10-01\",\"No\"\n\
        \"FGHIJ\",\"Bo Made-Up\",\"Bo\",\"Made-Up\",\"Day ticket\",\"15.00\",\"\",\"\",\"No\",\"No\",\"6t3rvwhfrb3rydpz8q5jrfqw5pyqzvkh\",\"bo@example.org\",\"\",\"\",\"2023-10-02\",\"No\"\n";
    insta::assert_snapshot!(taken("checkin.csv", text));
}

#[test]
fn pretix_positions_in_french() {
    let text = "Code de commande;Position ID;Statut;E-mail;Produit;Nom du participant;Nom du participant: Prénom;Nom du participant: Nom de famille;Société;Pays;État;Secret;Valable à partir de;Valable jusqu'à\n\
        ABCDE;1;payé;ada@example.org;Journée;Ada Inventée;Ada;Inventée;Exemple;BE;;kfc4sbpjk3ywnzb7;2023-11-16 08:00:00;\n\
        FGHIJ;1;annulé;bo@example.org;Journée;Bo Fictif;Bo;Fictif;;FR;;6t3rvwhfrb3rydpz;;\n\
        KLMNO;1;en attente;;Journée;Cy Fictive;Cy;Fictive;;FR;;9zhhvyhfrb3rydpz;;\n";
    insta::assert_snapshot!(taken("positions.csv", text));
}

#[test]
fn helloasso_participants() {
    let text = "Numéro de billet;Référence commande;Date de la commande;Statut de la commande;Nom participant;Prénom participant;Nom payeur;Prénom payeur;Email payeur;Tarif;Montant tarif;Code promo\r\n\
        98765432;45678901;02/10/2023 09:15;Validé;INVENTÉE;Élodie;INVENTÉE;Élodie;elodie@example.org;Plein tarif;12,00;\r\n\
        98765433;45678901;02/10/2023 09:15;Validé;Fictif;Jean-Noël;INVENTÉE;Élodie;elodie@example.org;Tarif réduit;6,00;\r\n";
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    insta::assert_snapshot!(taken("helloasso.csv", windows));
}

#[test]
fn billetweb_attendees() {
    let text = "\u{feff}Code barre;Billet;Tarif;Catégorie;Nom;Prénom;Email;Commande;Payé;Date de la commande\n\
        4F7K2M9QXT1;12;Standard;Public;Fictive;Zoé;zoe@example.org;A1B2;Oui;01/11/2023\n\
        4F7K2M9QXT2;13;Standard;Public;Fictif;Léo;leo@example.org;A1B3;Non;01/11/2023\n";
    insta::assert_snapshot!(taken("billetweb.csv", text));
}

#[test]
fn eventbrite_attendees() {
    let text = "Order #,Order Date,First Name,Surname,Email,Ticket Type,Barcode #,Attendee #,Attendee Status,Event Name,Company\n\
        1234567890,2023-10-01 10:00:00+01:00,Ada,Invented,ada@example.org,General Admission,12345678901234567890001,987654,Attending,European day,Example\n\
        1234567891,2023-10-01 11:00:00+01:00,Bo,Made-Up,bo@example.org,General Admission,12345678911234567890001,987655,Not Attending,European day,\n";
    insta::assert_snapshot!(taken("eventbrite.csv", text));
}

#[test]
fn spanish_with_tabs_in_utf_16() {
    let text = "Código de la entrada\tNombre\tApellidos\tTipo de entrada\tEstado\tDías\tIdioma\r\n\
        ES-0001\tIñaki\tInventado\tGeneral\tPagado\t14/11/2023\tEuskera\r\n\
        ES-0002\tNúria\tFicticia\tPrensa\tPendiente\t14.11.2023 | 15.11.2023\tcastellano\r\n";
    let mut wide = vec![0xff, 0xfe];
    wide.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    insta::assert_snapshot!(taken("entradas.txt", wide));
}

#[test]
fn dutch_with_a_name_beside_a_first_name() {
    let text = "sep=;\r\nTicketnummer;Voornaam;Naam;Tickettype;Betaald;Bedrijf;Taal;;;\r\n\
        NL-0001;Zoë;van den Verzonnen;Dag;ja;Voorbeeld;Nederlands;;;\r\n\r\n\
        NL-0002;Bo;Fictief;Dag;nee;;Frans;;;\r\n";
    insta::assert_snapshot!(taken("deelnemers.csv", text));
}

#[test]
fn portuguese_with_ranges_and_a_title_above() {
    let text = "Lista de participantes\n\nCódigo do bilhete,Nome completo,Tipo de bilhete,Estado,Dias,Válido até,Organização\n\
        PT-0001,João Inventado,Geral,Pago,2023-11-08..2023-11-10,10/11/2023,Exemplo\n\
        PT-0002,Ana Fictícia,Geral,Não pago,8-11-2023 – 9-11-2023,,\n";
    insta::assert_snapshot!(taken("bilhetes.csv", text));
}

#[test]
fn a_column_of_names_alone_is_the_last_name() {
    let rows = read("short.csv", "name,code\nAda Invented,K7Q2MH\n").unwrap();
    assert_eq!((rows[0].first_name.as_str(), rows[0].last_name.as_str()), ("", "Ada Invented"));
}

#[test]
fn a_text_that_was_kept_from_excel_is_taken_as_it_was() {
    let text =
        "code,name\n=\"00123\",Ada Invented\n\"=\"\"00124\"\"\",Bo Made-Up\n'00125,Cy Fictive\n";
    let codes = read("safe.csv", text).unwrap();
    let codes: Vec<_> = codes.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(codes, ["00123", "00124", "00125"]);
}
