### De console van een hub voor organisatoren, in het Nederlands: pagina’s voor wie een evenement
### organiseert, aan een bureau of op een telefoon. Gewoon en kort. Kan iets niet ongedaan worden
### gemaakt, zeg dan wat er gebeurt, nooit hoe erg het is. Wat tussen accolades staat, blijft staan.

## Elke pagina

skip-to-content = Naar de inhoud
pages = Pagina’s
languages = Taal
overview = Overzicht
the-day = De dag
announcements = Mededelingen
screens = Schermen
doubles = Dubbele check-ins
devices = Apparaten
files = Bestanden
exports = Exporteren
aside = Apart gezet
about = Over deze hub
account = Uw account
sign-out = Afmelden
cancel = Annuleren
save = Opslaan
show = Tonen
as-of = Stand van { $time }
refresh = Vernieuwen
pause = Stilzetten
rehearsal = Dit is een repetitie: hier telt niets mee.
back-to-overview = Naar het overzicht

## Aanmelden

sign-in = Aanmelden
sign-in-to = Bij de console van { $hub }
sign-in-nobody = Nog niemand kan zich aanmelden. Maak de eerste beheerder aan op de machine van de hub zelf:
sign-in-ended = U bent afgemeld. Dat gebeurt na een uur zonder gebruik, en na twaalf uur.
sign-in-wrong = De naam of het wachtwoord klopt niet.
sign-in-slow = Er zijn te veel verkeerde wachtwoorden geprobeerd. Wacht een kwartier en probeer het dan opnieuw.
name = Naam
password = Wachtwoord
signed-in-as = U bent aangemeld als { $name }.
password-change = Wachtwoord wijzigen
password-old = Uw huidige wachtwoord
password-new = Het nieuwe wachtwoord
password-again = Nog eens het nieuwe wachtwoord
password-least = Een wachtwoord heeft minstens { $count } tekens. Een zin is makkelijk te onthouden.
password-changed = Het wachtwoord is gewijzigd. Op andere machines bent u afgemeld.
password-differs = De twee nieuwe wachtwoorden zijn niet gelijk.
password-old-wrong = Uw huidige wachtwoord klopt niet.
password-not-taken = Dit wachtwoord kan niet. Kies een ander.

## Overzicht en evenementen

events = Evenementen
event = Evenement
events-all = Alle evenementen
events-caption = Elk evenement in cijfers
events-none = Er is nog geen programma.
events-none-files = Een bestand met een programma uploaden
days = Dagen
day = Dag
all-days = Alle dagen
tickets = Tickets
admitted = Binnengekomen
inside = Nu binnen
devices-glance = De apparaten in één oogopslag
devices-enrolled =
    { $count ->
        [0] Er is nog geen apparaat ingeschreven
        [one] { $count } apparaat is ingeschreven
       *[other] { $count } apparaten zijn ingeschreven
    }
devices-well = Van allemaal is zojuist nog gehoord, en ze hebben alles verzonden.
doubles-look = De dubbele check-ins bekijken
export-this = De aanwezigheid bij dit evenement exporteren
by-place = Per locatie en dag
by-place-caption = Check-ins per locatie en dag
place = Locatie
whole-event = Het hele evenement
by-session = Per sessie
by-session-caption = Check-ins per sessie
session = Sessie
begins = Begin
by-gate = Per ingang en dag
by-gate-caption = Eerste check-ins per ingang en dag
by-gate-hint = Dagen en tijden zijn die van { $zone }. Een ticket telt één keer per locatie en dag, of per sessie.
gate = Ingang
gates-all = Alle ingangen
arrivals = Binnenkomst
arrivals-caption = Binnenkomst per kwartier
arrivals-said =
    { $count ->
        [one] Het drukste kwartier begon om { $time }: { $count } persoon. In de tabel hieronder staan alle aantallen.
       *[other] Het drukste kwartier begon om { $time }: { $count } personen. In de tabel hieronder staan alle aantallen.
    }
arrivals-none = Er is nog niemand binnengekomen.
arrivals-none-here = Op die dag kwam aan die ingang niemand binnen.
as-table = Hetzelfde als tabel
quarter = Vanaf
came = Binnengekomen

## De dag en mededelingen

day-to-come = Nu en straks
day-none = Er is op deze dag geen sessie meer.
day-over =
    { $count ->
        [one] { $count } sessie die voorbij is
       *[other] { $count } sessies die voorbij zijn
    }
day-say = Iets melden
day-said = Het is gezegd. Schermen tonen het zodra hun zuilen het horen.
day-said-at = Gezegd om { $time }
day-planned = in plaats van
day-no-room = Geen zaal
day-on = Nu bezig
mark-cancelled = Geannuleerd
mark-moved = Verplaatst
mark-late = { $count } min later
mark-full = Volzet
mark-added = Toegevoegd
day-late = Begint later
day-minutes = { $count } min
day-late-by = Minuten
day-say-late = Vertraging melden
day-room = Zaal
day-unchanged = Zoals het is
day-start = Begint om
day-say-moved = Verplaatsen
day-full = Volzet
day-cancelled = Geannuleerd
day-as-planned = Weer zoals gepland
day-not-added = Toegevoegde sessie terugnemen
day-add = Een sessie toevoegen
day-add-yes = Toevoegen
day-added = De sessie is toegevoegd. Schermen tonen ze zodra hun zuilen het horen.
day-title = Titel
day-online-only = Alleen online
day-language = Gesproken taal
day-language-none = Niet gezegd
ends = Einde
say-times = Dit klopt niet: iets begint voor het eindigt, is nog niet voorbij en is hoogstens { $count } uur later. Er werd niets gezegd.
say-words = Schrijf minstens een woord, en hoogstens 300 tekens per taal. Er werd niets gezegd.
say-gone = Het programma is intussen veranderd. Kijk opnieuw; er werd niets gezegd.
venue = Locatie
all-venues = Alle locaties
choose = Kiezen
from = Van
until = Tot
times-of = De tijden zijn die van { $zone }.
announce = Iets meedelen
announce-yes = Meedelen
announced = Het is meegedeeld. Schermen tonen het zodra hun zuilen het horen.
announcements-to-come = Op de schermen, en straks
announcements-none = Er zijn geen mededelingen.
announcement-words = Tekst
announcement-at-once = Laat leeg voor meteen.
announcement-on = Nu te zien
announcement-later = Straks
announcement-withdraw = Terugnemen
announcement-withdrawn = De mededeling is teruggenomen. Ze verdwijnt zodra de zuilen het horen.
said-here = Gezegd op deze hub
said-by = Gezegd op { $name }
emergency = Noodgeval
emergency-on = Noodgeval op alle schermen
emergency-since = Sinds
emergency-title = Alle schermen overnemen
emergency-text = Elk scherm van de locatie toont dit noodgeval en niets anders, meteen en tot u er een einde aan maakt. De deuren tonen het ook en laten intussen niemand binnen.
emergency-words = Tekst voor de schermen; die hoeft niet
emergency-check = Bekijken wat de schermen zouden tonen
emergency-sure = Dit op alle schermen tonen?
emergency-wordless = Zonder tekst: de schermen zeggen dat er een noodgeval is, en dat men de medewerkers volgt.
emergency-sure-all = Elk scherm van deze locatie toont het, in plaats van al het andere.
emergency-sure-until = Het blijft tot iemand er een einde aan maakt, hier of aan een zuil van het evenement.
emergency-yes = Alle schermen overnemen
emergency-taken-over = De schermen worden overgenomen zodra hun zuilen het horen. Zuilen zonder netwerk tonen er niets van: zeg het daar aan iemand.
emergency-end = Het noodgeval beëindigen
emergency-end-text = De schermen tonen weer hun programma.
emergency-end-yes = Het is voorbij
emergency-ended = Het noodgeval is voorbij. Schermen tonen hun programma zodra hun zuilen het horen.
emergency-shown = { $shown } van { $count } schermen tonen het
emergency-not-shown = Deze niet, voor zover bekend:
emergency-not-here = Toont iets anders
emergency-no-screens = Geen zuil meldt schermen op deze locatie.

## Schermen

screens-none = Nog geen zuil meldt haar schermen. Ze doen het vanzelf, zodra ze verbonden zijn.
screens-all = Alle schermen
screens-no-venue = Zonder locatie
screens-fine =
    { $count ->
        [one] { $count } scherm is zoals het hoort
       *[other] { $count } schermen zijn zoals het hoort
    }
screens-wrong =
    { $count ->
        [one] { $count } scherm is niet zoals het hoort
       *[other] { $count } schermen zijn niet zoals het hoort
    }
screens-silent =
    { $count ->
        [one] Van { $count } scherm wordt niets gehoord
       *[other] Van { $count } schermen wordt niets gehoord
    }
screen-fine = Zoals het hoort
screen-wrong = Niet zoals het hoort
screen-silent = Er wordt niets van gehoord
screen-dark = Uit tot { $time }
screen-silent-page = De zuil antwoordt, maar het scherm zegt niets meer: misschien staat het stil. Ga kijken; de zuil opnieuw starten helpt meestal.
screen-look = Van dichtbij
screen-shows = Toont
screen-door = Check-in
screen-lobby = Hal
screen-room = Zaal
screen-week = De week
screen-online = Online
screen-programme = Het programma om aan te raken
screen-size = Grootte
screen-language = Taal
screen-lists = Lijsten
screen-in-emergency = Het toont er een
screen-lacks = Er ontbreekt iets op.
screen-twice = Er staat iets twee keer op.
screen-stray = Er staat iets op dat er niet hoort.
screen-other-words = Iets heet er anders dan het hoort.
screen-not-struck = Wat eerst gepland was, is niet doorgestreept.
screen-no-mark = Het teken van een wijziging ontbreekt.
screen-cut = Een tekst is afgesneden: kies een ander bord, of een groter scherm.
screen-no-emergency = De woorden van een noodgeval ontbreken.
screen-nothing = Het programma heeft die zaal of locatie niet: kies bij de zuil een ander bord.
screen-other = Het toont iets anders dan ervoor gekozen is.
screen-closed = De deur is dicht: niemand kan inchecken.
screen-camera = De camera kan niet gebruikt worden.
screen-unknown = Een nieuwere zuil zegt:
picture = Beeld
picture-ask = Een beeld vragen
picture-again = Een nieuw beeld vragen
picture-awaited = Gevraagd. Het komt met de volgende ronde van de zuil, binnen een halve minuut waar er een netwerk is.
picture-did-not-come = Er kwam binnen twee minuten geen beeld. Kijk wanneer er laatst van het scherm gehoord is, en vraag opnieuw.
picture-of = Wat { $screen } toonde
picture-boards-alone = Van een deur wordt geen beeld genomen: daar zijn mensen te zien.
picture-not-programme = Van het programma om aan te raken wordt geen beeld genomen: het zou tonen wat een bezoeker leest.
picture-kept = Het laatste beeld wordt een uur bewaard, en getoond aan wie hier aangemeld is.

## Dubbele check-ins

doubles-text = Deze tickets zijn twee keer ingecheckt waar één keer juist is, aan deuren die het niet op tijd van elkaar wisten. Vraag het aan de deuren: waren het twee mensen, of werd dezelfde persoon nog eens gescand?
doubles-none = Geen enkel ticket is twee keer ingecheckt.
doubles-all = Alle evenementen
doubles-more = Alleen de nieuwste { $count } worden getoond.
ticket = Ticket
who = Van wie dit ticket is
who-unknown = In de lijst staat er geen naam bij.
passage-first = De eerste, die telt:
passage-again = Opnieuw:
undo = Deze ongedaan maken
undone = De check-in is ongedaan gemaakt. De deuren weten het zodra ze verbonden zijn.
undo-title = Deze check-in ongedaan maken?
undo-first = Hij telt niet meer. De andere check-in van dit ticket telt in zijn plaats.
undo-again = Hij telt niet meer. De eerste check-in van dit ticket blijft zoals hij is.
undo-kept = De registratie ervan blijft bewaard, met erbij dat het een vergissing was.
undo-yes = De check-in ongedaan maken
when = Wanneer
device = Apparaat

## Apparaten

devices-none = Er is nog geen apparaat ingeschreven.
device-new = Een apparaat inschrijven
device-new-text = Een code laat één apparaat toe, één keer, binnen tien minuten.
device-name = Naam
device-name-hint = Zoals men het noemt, bijvoorbeeld “Ingang 1”.
device-name-wrong = Een naam heeft 1 tot { $count } letters.
device-events = Evenementen waarover het beslist
device-events-missing = Kies minstens één evenement.
device-plan-changed = Het programma is intussen veranderd. Kies de evenementen en de ingang opnieuw.
device-no-programme = Er is nog geen programma. Upload eerst een bestand met een programma.
gate-first = Ingang
gate-hint = Waar het in het begin staat. Het team kan dat op het apparaat wijzigen.
gate-later = Wie het opstelt, kiest
device-make-code = Een code maken
device-change = Wijzigen
device-change-title = { $name } wijzigen
device-change-text = Het apparaat hoort het zodra het verbonden is. De lijsten van evenementen die het kwijtraakt, worden eruit gewist.
device-changed-done = De wijziging is vastgelegd. Het apparaat hoort het zodra het verbonden is.
device-revoke = Buiten dienst stellen
device-revoked = Buiten dienst gesteld
device-revoked-done = Het apparaat is buiten dienst gesteld. Het hoort het zodra het verbonden is.
device-well = Alles in orde
device-never-seen = Nog niets van gehoord
device-silent = Al lang niets van gehoord
device-ahead =
    { $count ->
        [one] De klok loopt { $count } minuut voor
       *[other] De klok loopt { $count } minuten voor
    }
device-behind =
    { $count ->
        [one] De klok loopt { $count } minuut achter
       *[other] De klok loopt { $count } minuten achter
    }
device-unsent =
    { $count ->
        [one] { $count } registratie nog niet verzonden
       *[other] { $count } registraties nog niet verzonden
    }
device-forked = De geschiedenis gaat twee kanten op
seen = Laatst van gehoord
ago-now = zojuist
ago-minutes =
    { $count ->
        [one] { $count } minuut geleden
       *[other] { $count } minuten geleden
    }
ago-hours =
    { $count ->
        [one] { $count } uur geleden
       *[other] { $count } uur geleden
    }
ago-days =
    { $count ->
        [one] { $count } dag geleden
       *[other] { $count } dagen geleden
    }
unsent = Nog niet verzonden
version = Versie
fingerprint = Vingerafdruk
revoke-title = { $name } buiten dienst stellen?
revoke-roster = Het apparaat sluit zijn deur, en vergeet zijn lijsten, zodra het dit hoort.
revoke-records = Wat het heeft geregistreerd en nog niet heeft verzonden, blijft erop bewaard, zo verzegeld dat alleen deze hub het kan lezen.
revoke-late = Registraties die er later nog van komen, worden apart gezet, tenzij ze aansluiten op wat ervan bekend is.
revoke-again = Het kan met een nieuwe code opnieuw worden ingeschreven.
revoke-unsent =
    { $count ->
        [one] Toen er het laatst van gehoord werd, had het { $count } registratie nog niet verzonden.
       *[other] Toen er het laatst van gehoord werd, had het { $count } registraties nog niet verzonden.
    }
revoke-yes = Het apparaat buiten dienst stellen
offer-title = Een code voor { $name }
offer-step-open = Open op de zuil de instellingen voor het team en kies het centrale platform.
offer-step-show = Toon deze code aan de camera van de zuil, of typ het adres en de code.
offer-step-type = Typ het adres van de hub en deze code.
offer-qr = QR-code met het adres van de hub en de code
offer-waiting = Wachten op het apparaat
offer-until = De code is geldig tot { $time }.
offer-used = Het apparaat is er. Het is ingeschreven en krijgt zijn gegevens.
offer-over = De code is te oud en laat niemand meer toe.
offer-elsewhere = De code wordt alleen getoond in de browser waarin hij is gemaakt.
offer-look = Kijken of het apparaat er is
hub-address = Adres
code = Code

## Zuilen zonder netwerk

by-stick = Zuilen zonder netwerk
by-stick-text = Een USB-stick brengt de lijsten naar zo’n zuil, en de registraties ervan hierheen. Alles is verzegeld: wie de stick vindt, kan geen naam lezen.
by-stick-write = Op de zuil: steek een stick in, open “Team”, dan “Met een USB-stick”, en kies “Schrijven voor het platform”.
by-stick-give = Hier: steek de stick in en kies het bestand dat begint met “parvis” en eindigt op “.request”.
by-stick-carry = Bewaar het antwoord op de stick en breng die terug naar de zuil.
by-stick-files = Bestanden van de stick
by-stick-files-hint = Meerdere tegelijk mag, en ook wat een buiten dienst gestelde zuil had verzegeld (.age).
by-stick-read = De bestanden lezen
by-stick-too-large = Het is te veel: hoogstens 100 bestanden, samen 100 MB, worden tegelijk aangenomen. Kies alleen die van zuilen, een paar tegelijk. Er is niets veranderd.
by-stick-came = Wat de stick bracht
by-stick-more = Andere bestanden uploaden
by-stick-gone = Dit is er niet meer: antwoorden wachten een half uur. Upload het bestand van de stick opnieuw; er gaat niets verloren en niets telt dubbel.
by-stick-new = Een nieuwe zuil
by-stick-new-waits = Nog niet ingeschreven
by-stick-enrolled = Nu ingeschreven
by-stick-heard = Gelezen, en hier veilig
by-stick-revoked = Gelezen, maar deze zuil is buiten dienst gesteld
by-stick-revoked-text = Het antwoord geeft de zuil geen lijsten. Het zegt hem te verzegelen wat hij nog heeft, zijn lijsten te vergeten en zijn deur te sluiten.
by-stick-again = Opnieuw inschrijven
by-stick-retired = Wat hij had verzegeld, is gelezen en hier veilig
by-stick-records-new = Nieuw hier
by-stick-left-out =
    { $count ->
        [one] { $count } registratie volgt op andere die hier ontbreken. De zuil stuurt ze allemaal als hij het antwoord heeft gelezen: laat hem dan nog een keer schrijven.
       *[other] { $count } registraties volgen op andere die hier ontbreken. De zuil stuurt ze allemaal als hij het antwoord heeft gelezen: laat hem dan nog een keer schrijven.
    }
by-stick-save = Het antwoord bewaren
by-stick-package = Een antwoord voor een zuil
by-stick-package-text = Hier hoeft er niets mee te gebeuren. Laat het op de stick.
by-stick-not-taken = Niet overgenomen
by-stick-now = Wat u nu doet
by-stick-now-save = Bewaar elk antwoord op de stick zelf, niet in een map, in plaats van een ouder antwoord. Houd de naam:
by-stick-now-read = Op de zuil: steek de stick in, open “Met een USB-stick” en kies “Lezen van het platform”.
by-stick-now-compare = Een nieuwe zuil vraagt of de vingerafdruk van deze hub klopt. Het is deze:
by-stick-compare = Vergelijken en inschrijven
by-stick-compare-text = De zuil toont zijn vingerafdruk onder “Schrijven voor het platform”. Vergelijk die teken voor teken met deze:
by-stick-same = De zuil toont dezelfde
by-stick-differs = Verschillen ze, dan is het bestand van een andere machine: schrijf die niet in.
by-stick-not-compared = Vergelijk eerst de vingerafdrukken en zeg dat ze dezelfde zijn.
by-stick-let-in = Deze zuil inschrijven
by-stick-not-ours = Dit is geen bestand van een zuil. Kies het bestand dat begint met “parvis” en eindigt op “.request”.
by-stick-newer = Dit bestand is van een nieuwere versie. Werk deze hub bij en upload het opnieuw.
by-stick-damaged = Het bestand is beschadigd: misschien is de stick te vroeg uitgetrokken. Laat de zuil nog een keer schrijven.
by-stick-not-signed = Het bestand is niet ondertekend door de zuil die erin staat. Laat de zuil nog een keer schrijven; gebeurt het weer, vertrouw de stick dan niet.
by-stick-other-hub = Het bestand is voor een andere hub, of voor deze voordat hij opnieuw werd gemaakt. Upload het bij de hub waar de zuil bij hoort.
by-stick-other-kind = Een van beide is om te oefenen: een oefenzuil hoort bij een oefenhub, en een echte bij een echte.
by-stick-other-key = Onder hetzelfde nummer is hier een andere zuil ingeschreven. Start deze met een eigen gegevensmap en laat hem nog een keer schrijven.
by-stick-nobody = Het bestand zegt niet van welke zuil het is, want er is niets in geregistreerd. Er gaat niets verloren.
by-stick-unknown-sealed = De zuil ervan is hier niet bekend. Upload het bij de hub waar de zuil bij hoorde.
by-stick-refused = De hub neemt niet over wat erin staat. Hij zegt waarom:
by-stick-not-now = Dit werkt nu even niet. Wat de zuil heeft geregistreerd, is veilig op de zuil. Upload het bestand over een minuut opnieuw; blijft het zo, dan vindt wie de hub beheert de reden in het logboek.

## Bestanden

files-text = Voordat een bestand wordt overgenomen, ziet u wat het zou veranderen.
file = Bestand
file-missing = Kies eerst een bestand.
file-refused = Het bestand is niet overgenomen
file-refused-text = Er is niets veranderd. Verbeter het bestand en upload het opnieuw.
file-again = Een ander bestand uploaden
programme = Programma
programme-hint = Een schedule.json, een kalender (.ics) of een programma van Parvis (.json). Het vervangt het huidige; evenementen zonder ingang krijgen de gebruikelijke.
programme-look = Bekijken wat het programma verandert
programme-taken = Het programma is overgenomen.
gates = Ingangen
gates-hint = Een bestand met ingangen (.toml). Het vervangt alle huidige ingangen.
gates-look = Bekijken wat de ingangen veranderen
gates-taken = De ingangen zijn overgenomen.
roster = Lijst
roster-hint = Een tabel (.csv of .xlsx) met op elke rij de code van een ticket en een naam.
roster-look = Bekijken wat de lijst verandert
roster-taken = De lijst is overgenomen.
roster-event = Evenement van rijen die er geen noemen
roster-event-own = Zoals het bestand zegt
roster-complete = Dit is de hele lijst: tickets intrekken die er niet in staan
roster-which-event = Het bestand zegt niet voor welk evenement het is. Kies bij het bestand een van { $events } en upload het opnieuw.
roster-no-name = Er kan geen evenement naar het bestand worden genoemd. Geef het bestand een naam met letters erin.
roster-withdraw-refused =
    { $count ->
        [one] { $count } ticket zou worden ingetrokken. Geef dat aantal hieronder op, en dat het meer dan 5 % mag zijn waar dat wordt gevraagd.
       *[other] { $count } tickets zouden worden ingetrokken. Geef dat aantal hieronder op, en dat het meer dan 5 % mag zijn waar dat wordt gevraagd.
    }
preview = Voorbeeld
preview-title = Wat { $file } zou veranderen
preview-text = Er is nog niets veranderd.
preview-apply = Het bestand overnemen
preview-gone = Het bestand is er niet meer: het is overgenomen, of wachtte langer dan een halfuur.
preview-same = Het bestand verandert niets: alles is er al.
preview-plan = Wijzigingen in programma en ingangen
preview-roster = Wijzigingen in lijsten
preview-notes = Goed om te weten
preview-events-removed = Er zouden evenementen verdwijnen. Hun tickets en registraties blijven, maar geen deur laat ze nog toe.
preview-sessions-removed = Sessies die niet in het bestand staan, worden als geannuleerd getoond tot hun geplande einde.
preview-founds = Er is geen programma. Daarom wordt voor deze lijst een evenement gemaakt, met een ingang.
preview-ignored = Kolommen die worden weggelaten: { $columns }
what = Wat
added = Nieuw
changed = Gewijzigd
removed = Verwijderd
unchanged = Ongewijzigd
absent = Niet in het bestand
and-more =
    { $count ->
        [one] en nog { $count }
       *[other] en nog { $count }
    }
noun-edition = Editie
noun-venues = Locaties
noun-sessions = Sessies
noun-speakers = Sprekers
noun-tracks = Thema’s
withdraw-text =
    { $count ->
        [one] { $count } bekend ticket staat niet in het bestand. Het zou worden ingetrokken, en de deuren zouden het weigeren.
       *[other] { $count } bekende tickets staan niet in het bestand. Ze zouden worden ingetrokken, en de deuren zouden ze weigeren.
    }
withdraw-number = Hoeveel tickets moeten worden ingetrokken
withdraw-hint = Typ het aantal hierboven, zodat zeker is dat u het hebt gezien.
withdraw-much = Dit is meer dan 5 % van de tickets van een evenement, en dat klopt
vanish-text =
    { $count ->
        [one] { $count } sessie staat niet meer in het bestand, meer dan 5 %. Is het het hele programma?
       *[other] { $count } sessies staan niet meer in het bestand, meer dan 5 %. Is het het hele programma?
    }
vanish-number = Hoeveel sessies mogen verdwijnen
vanish-refused =
    { $count ->
        [one] { $count } sessie zou verdwijnen. Vul dat aantal hieronder in als het bestand klopt.
       *[other] { $count } sessies zouden verdwijnen. Vul dat aantal hieronder in als het bestand klopt.
    }

## Exporteren

exports-text = Elke check-in die telt, en elke dubbele, als tabel.
format = Formaat
format-xlsx = Spreadsheet (.xlsx)
format-csv = Tabel (.csv)
format-json = Voor andere software (.json)
export = Exporteren
exports-personal = Het bestand bevat namen van mensen. Bewaar het niet langer dan nodig.

## Apart gezet

aside-text = Registraties die van apparaten kwamen en niet meetellen. Ze worden bewaard zoals ze zijn, zodat iemand ze kan bekijken.
aside-none = Er is niets apart gezet.
aside-caption = Registraties die apart zijn gezet, de nieuwste eerst
record = Registratie
received = Ontvangen
why = Waarom
record-text = Wat erin staat
aside-forked = Twee machines schrijven als één
aside-unreadable = Niet te lezen
aside-after-revocation = Kwam nadat het apparaat buiten dienst was gesteld
aside-other-kind = Van een repetitie tussen echte, of omgekeerd
aside-other-event = Van een evenement waar het apparaat niet voor is
aside-hub-only = Zegt wat alleen de hub beslist
aside-other = Een nieuwere versie weet het
aside-counted =
    { $count ->
        [0] Er was niets meer dat kon meetellen.
        [one] { $count } registratie telt nu mee.
       *[other] { $count } registraties tellen nu mee.
    }
aside-late = Van apparaten die buiten dienst zijn gesteld
aside-late-text = Deze kwamen nadat het apparaat buiten dienst was gesteld. Als u weet in wiens handen het was, kunt u ze laten meetellen.
aside-foreign = Van andere evenementen
aside-foreign-text = Deze laten tickets binnen, of maken dat ongedaan, bij evenementen waar het apparaat niet voor is. Als de evenementen zijn veranderd terwijl het geen netwerk had, kunt u ze laten meetellen.
aside-accept = Laten meetellen
aside-each = Elke registratie
records = Registraties
accept-title =
    { $count ->
        [one] { $count } registratie van { $name } laten meetellen?
       *[other] { $count } registraties van { $name } laten meetellen?
    }
accept-whose = Ze kwamen nadat het apparaat buiten dienst was gesteld, dus iemand anders kan ze hebben gemaakt. Laat ze alleen meetellen als u weet wie het had.
accept-foreign = Ze gaan over evenementen waar het apparaat niet voor is. Als u de evenementen hebt veranderd terwijl het geen netwerk had, kloppen ze; anders kan iemand ze hebben verzonnen.
accept-revoked = Het apparaat is buiten dienst gesteld: wie het heeft, kan ze hebben gemaakt.
accept-count = Ze tellen mee alsof ze op tijd waren gekomen: in de aanwezigheid, en waar een ticket twee keer binnenkwam, bij de dubbele check-ins.
accept-later = Wat het apparaat hierna stuurt, wordt weer apart gezet.
accept-stays = Dit kan niet worden teruggedraaid.
accept-yes = Laten meetellen

## Over deze hub

fingerprint-hint = Een zuil toont dezelfde vingerafdruk als hij bij deze hub is ingeschreven en bij geen andere.
data = Gegevens
data-real = Echt
data-rehearsal = Van een repetitie
store = Opslag
backup = Back-up
backup-text = Een kopie van alles, gemaakt terwijl de hub draait. Bewaar die ergens anders dan op de schijf van deze machine. Op de machine van de hub zelf:
administrators = Beheerders
administrators-text = Nog iemand toevoegen gebeurt op de machine van de hub zelf:
since = sinds
wrong-passwords =
    { $count ->
        [0] In de laatste 24 uur is geen verkeerd wachtwoord geprobeerd.
        [one] In de laatste 24 uur is { $count } verkeerd wachtwoord geprobeerd.
       *[other] In de laatste 24 uur zijn { $count } verkeerde wachtwoorden geprobeerd.
    }

## Als iets niet lukt

failure-missing = Deze pagina bestaat niet
failure-missing-text = Misschien is ze verplaatst, of is er niet meer waarover ze ging.
failure-foreign = Het formulier is niet aangenomen
failure-foreign-text = Het kwam niet van een pagina van deze aanmelding. Open de pagina opnieuw en herhaal wat u deed. Er is niets veranderd.
failure-form = Het formulier kan niet worden gelezen
failure-form-text = Open de pagina opnieuw en herhaal wat u deed. Er is niets veranderd.
failure-too-large = Het bestand is te groot
failure-too-large-text = Een bestand mag hoogstens 100 MB groot zijn. Er is niets veranderd.
failure-refused = Dit is niet gebeurd
failure-refused-text = De hub zegt waarom:
failure-busy = De hub heeft het op dit moment te druk
failure-busy-text = Wacht een paar seconden en open de pagina opnieuw. Was u iets aan het sturen, kijk dan eerst of het is aangenomen.
failure-store = Dit lukt op dit moment niet
failure-store-text = De hub kan zijn opslag even niet gebruiken. Probeer het over een minuut opnieuw; blijft het zo, dan vindt wie de hub beheert de reden in het logboek.
