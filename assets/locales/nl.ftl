### Parvis in het Nederlands: alle woorden die de zuil toont.
###
### Voor wie vertaalt: woorden die je van een paar meter leest, in een rij. Kort, warm, gewoon.
### Nooit verwijten; zeg wat wel klopt. Wat tussen accolades staat, zoals { $name }, blijft staan,
### op de plaats die de taal wil. De uitleg bij elk bericht staat in en.ftl.

## De deur, wachtend op een ticket

door-how = Toon de QR-code van je ticket aan de camera
door-how-detail = Op je telefoon of op papier, op zo’n twintig centimeter
door-how-no-camera = Typ de code van je ticket
door-how-no-camera-detail = Of houd je ticket voor de handscanner
camera-picture = Wat de camera ziet
camera-starting = De camera wordt wakker…
camera-missing = Er is hier vandaag geen camera
camera-busy = De camera is elders bezig
camera-forbidden = De camera staat hier uit
camera-lost = De camera is gestopt
camera-instead = Je code typen werkt net zo goed.
type-code = Code typen
call-someone = Ik heb hulp nodig
languages = Taal
clock = Plaatselijke tijd

## De sessies van vandaag

sessions-today = Vandaag
sessions-none = Geen sessies meer vandaag
session-now = Nu
session-cancelled = Geannuleerd
session-online = Ook online
session-moved = Verplaatst
session-late = { $minutes } min later
session-full = Vol
session-added = Toegevoegd
session-planned = gepland:
page = { $page } van { $pages }
page-previous = Eerdere sessies
page-next = Latere sessies

## Een code typen

typed-title = Typ de code van je ticket
typed-code = Jouw code
typed-where = Hij staat onder de QR-code.
keyboard-rows = AZERTYUIOP QSDFGHJKLM WXCVBN
key-backspace = Wissen
key-done = Klaar
close = Sluiten

## Hulp van een mens

help-title = Spreek een vrijwilliger aan
help-text = Die helpt je verder. Je kunt ook de code van je ticket typen.
more-time = Meer tijd
seconds-left =
    { $seconds ->
        [one] { $seconds } seconde
       *[other] { $seconds } seconden
    }

## Terug naar het begin

idle-warning = Ben je er nog? Dit scherm gaat terug naar het begin over
idle-stay = Ik ben er nog

## Een foto van een ticket wordt over het venster gesleept

drop-here = Laat de foto van je ticket hier los

## De deur is gesloten

closed-title = Even gesloten
closed-advice = Spreek een vrijwilliger aan
closed-disk-full = Deze zuil heeft geen ruimte meer om check-ins te bewaren.
closed-cannot-record = Deze zuil kan nu geen check-ins bewaren.
closed-no-gate = Voor deze zuil is nog geen ingang ingesteld.
closed-filling-title = Gaat zo open
closed-filling-advice = De gastenlijsten komen eraan
closed-filling = Deze deur gaat vanzelf open zodra ze er zijn.
closed-revoked-title = Niet in gebruik
closed-revoked-advice = Gebruik een andere deur
closed-revoked = Om hem weer te gebruiken sluit het team hem opnieuw aan in de instellingen.

## Repetities

rehearsal = Repetitie
rehearsal-detail = Hier telt niets mee
samples-open = Probeer een ticket
samples-title = Tickets om te proberen
samples-text = Kies er één: de zuil beslist alsof het aan de camera is getoond.
samples-here = Je bent hier
board-open = Open het scherm van de hal

## Wat niet lukte

hint-no-code = Geen code in deze foto
hint-not-a-picture = Dit bestand is geen foto
hint-picture-damaged = Deze foto is beschadigd
hint-picture-too-large = Deze foto is te groot
hint-several-codes = Eén code tegelijk, alsjeblieft
hint-too-short = Deze code heeft meer letters en cijfers

## Beslissingen

verdict-admitted = Kom binnen
verdict-left = Tot ziens
verdict-already-in = Al ingecheckt
verdict-not-in = Nog niet ingecheckt
verdict-other-day = Een andere dag
verdict-other-venue = Een andere plek
verdict-other-session = Een andere sessie
verdict-too-early = Nog niet open
verdict-too-late = Toegang gesloten
verdict-unpaid = Betaling verwacht
verdict-cancelled = Ticket geannuleerd
verdict-revoked = Niet meer geldig
verdict-full = Volzet
verdict-ambiguous = Welk evenement?
verdict-unknown = Onbekende code
verdict-answers-needed = Eerst een vraag
verdict-hello = Hallo { $person }
verdict-bye = Tot ziens { $person }
verdict-next-booked = Jouw volgende sessie
verdict-next = Straks
verdict-running-booked = Jouw sessie is begonnen
verdict-running = Nu bezig
verdict-online = Online
verdict-close = Tik om te sluiten

## Raad

advice-welcome = Een fijne dag!
advice-again = Welkom terug! Je kwam het laatst binnen om { $time }.
advice-over-capacity = Het wordt druk: zoek een vrije plaats.
advice-already-in = Dit ticket is om { $time } al gebruikt ({ $gate }). Is het van jou? Spreek een vrijwilliger aan.
advice-not-in = Dit ticket is vandaag nog niet ingecheckt: uitchecken hoeft dus niet.
advice-other-day = Dit ticket is voor { $event }, { $days }.
advice-other-venue = Dit ticket is voor { $event } in { $city }, { $days }.
advice-other-event = Dit ticket is voor { $event }, { $days }.
advice-other-gate = Jouw ingang is { $gates }.
advice-online = Met dit ticket volg je { $event } online.
advice-other-session = Jouw plaats is in { $sessions }.
advice-no-session = Voor deze sessie is een gereserveerde plaats nodig. Het onthaal helpt je.
advice-too-early = Je kunt binnen vanaf { $time }.
advice-too-late = De toegang sloot om { $time }. Spreek een vrijwilliger aan.
advice-unpaid = We hebben de betaling nog niet ontvangen. Het onthaal helpt je.
advice-cancelled = Dit ticket werd teruggegeven. Het onthaal helpt je.
advice-revoked = Misschien zit er een nieuwer ticket in je mail. Het onthaal helpt je.
advice-answers-needed = De organisatie heeft een kort antwoord van je nodig. Ga naar het onthaal.
advice-full =
    { $seats ->
        [one] De enige plaats is bezet. Een vrijwilliger weet wat er nog te doen is.
       *[other] Alle { $seats } plaatsen zijn bezet. Een vrijwilliger weet wat er nog te doen is.
    }
advice-ambiguous = Deze code geldt voor { $events }. Zeg een vrijwilliger welk evenement je kiest.
advice-unknown = Is het de code van dit evenement? Een vrijwilliger helpt je.
advice-left = Bedankt voor je komst. Wel thuis!

## Tickets om te proberen

sample-admitted = is welkom
sample-over-capacity = komt als het druk is
sample-left = gaat naar huis
sample-already-in = is al binnen
sample-not-in = wil naar buiten, maar kwam niet binnen
sample-other-day = heeft een ticket voor een andere dag
sample-other-venue = heeft een ticket voor een andere stad
sample-other-session = heeft een plaats in een andere sessie
sample-too-early = is vroeg
sample-too-late = is laat
sample-unpaid = heeft nog niet betaald
sample-cancelled = gaf het ticket terug
sample-revoked = heeft een nieuwer ticket
sample-full = vindt alle plaatsen bezet
sample-ambiguous = heeft één code voor twee evenementen
sample-unknown = heeft een code die niemand kent
sample-answers-needed = moet nog een vraag beantwoorden

## Het scherm in de hal

board-now = Nu
board-next = Straks
board-until = tot { $time }
board-free = Vrij tot { $time }
board-nothing-next = Niets meer vandaag
board-before = We beginnen om { $time }
board-day-over = Dat was het voor vandaag. We gaan verder om { $time }
board-over = Bedankt voor je komst
board-empty = Geen sessies vandaag
board-later = Later
board-now-planned = Nu gepland
board-moved-room = nieuwe zaal: { $room }
board-moved-room-time = nieuwe zaal: { $room }, { $time }
board-moved-time = nieuw tijdstip: { $time }
board-minutes-left = nog { $minutes } min
board-capacity = { $count ->
    [one] Eén plaats
   *[other] { $count } plaatsen
}
board-seats = { $count ->
    [0] Geen plaatsen meer
    [one] Nog één plaats
   *[other] Nog { $count } plaatsen
}
board-seats-at-most = { $count ->
    [one] Hooguit nog één plaats
   *[other] Hooguit nog { $count } plaatsen
}
board-instead = Nog plaats: { $room }, { $time }
board-spoken = In het { $language }
board-at = om { $time }
board-more = en nog { $count }
board-online = Online
board-online-next = De volgende stream begint om { $time }
board-scan = Scan om te volgen
board-no-address = Adres volgt nog
board-partners = Met de steun van
board-as-of = Stand van { $time }
board-no-news = Geen nieuws sinds { $time }. Wat sindsdien veranderd is, staat hier niet.
board-clock-corrected = Tijd van { $hub }
board-clock-wrong = De klok van deze machine loopt verkeerd: het programma staat per dag
board-nothing = Hier is nu geen programma
board-nothing-why = Dit scherm staat ingesteld op een zaal of locatie die niet in het programma staat.
board-announcement = Mededeling
board-emergency = Noodgeval
board-emergency-follow = Volg het personeel.

## Tijden en lijsten

time-on-day = { $time } op { $day }
two-days = { $first } en { $second }

## Voor medewerkers: een pincode, en de instellingen erachter

staff-open = Team
staff-pin-enter = Typ je pincode
staff-pin = Pincode
staff-pin-digits = 6 tot 12 cijfers
staff-digits =
    { $count ->
        [one] { $count } cijfer
       *[other] { $count } cijfers
    }
staff-pin-wrong = Niemand hier heeft deze pincode
staff-pin-wait = Te veel verkeerde pincodes. Je kunt het opnieuw proberen over
staff-unrecorded = Deze zuil kan nu niets bewaren. Probeer het nog eens
staff-first-title = Wie zorgt voor deze zuil?
staff-first-text = De eerste pincode is van jou. Daarna kun je anderen toevoegen.
staff-new-title = Nog iemand
staff-name = Naam
staff-pin-new = Nieuwe pincode: 6 tot 12 cijfers
staff-pin-again = Nog eens dezelfde pincode
key-space = Spatie
staff-cancel = Annuleren
staff-settings = Instellingen
staff-door-waits = Niemand kan inchecken zolang dit open is
hint-staff = Een ogenblik: deze zuil wordt ingesteld
staff-leave = Terug naar de deur
staff-kiosk = Deze zuil
staff-data = Gegevens
staff-data-real = Echt: check-ins tellen mee
staff-device = Apparaat
staff-version = Versie
staff-gate = De ingang waar hij staat
staff-here = Hier
staff-gate-other = Een andere ingang kiezen
staff-people = Wie dit mag openen
staff-you = Jij
staff-add = Iemand toevoegen
staff-remove = Weghalen
staff-remove-ask = { $person } weghalen?
staff-keep = Behouden
staff-doubles = { $count ->
    [one] Eén dubbele check-in bekijken
   *[other] { $count } dubbele check-ins bekijken
}
staff-platform = Centraal platform
staff-platform-none = Deze zuil werkt zelfstandig.
staff-refused-no-name = Typ een naam
staff-refused-name = Kies een kortere naam
staff-refused-name-taken = Iemand hier heeft deze naam al
staff-refused-pin-length = Een pincode heeft 6 tot 12 cijfers
staff-refused-pin-one-digit = Steeds hetzelfde cijfer is snel geraden. Kies een andere pincode
staff-refused-pin-run = Cijfers op een rij zijn snel geraden. Kies een andere pincode
staff-refused-pin-pattern = Een kort patroon is snel geraden. Kies een andere pincode
staff-refused-pin-taken = Deze pincode kan niet. Kies een andere
staff-refused-pin-differs = De twee pincodes waren niet gelijk. Typ ze allebei opnieuw
staff-refused-too-many = Er kan niemand meer bij. Haal eerst iemand weg
staff-refused-last = De laatste persoon kan niet weg.
staff-refused-changed = De lijst is intussen veranderd. Kijk nog eens

## Op papier

sheet-title = Tickets om voor de camera te houden

# De regel over het centrale platform
hub-safe = Alles is ook veilig bij { $hub }.
hub-sending = { $count ->
    [one] Eén scan is onderweg naar { $hub }.
   *[other] { $count } scans zijn onderweg naar { $hub }.
}
hub-unreachable = Geen verbinding met { $hub }.
hub-goes-on = Inchecken gaat door.
hub-only-here = { $count ->
    [one] Eén scan is alleen op deze zuil veilig, sinds { $since }.
   *[other] { $count } scans zijn alleen op deze zuil veilig, sinds { $since }.
}
hub-here-safe = Alle scans van deze deur zijn daar veilig.
hub-lists-of = Lijsten van { $at }.
hub-clock-ahead-minutes = De klok van deze machine loopt { $count } minuten voor.
hub-clock-ahead-hours = De klok van deze machine loopt { $count } uur voor.
hub-clock-ahead-days = De klok van deze machine loopt { $count } dagen voor.
hub-clock-behind-minutes = De klok van deze machine loopt { $count } minuten achter.
hub-clock-behind-hours = De klok van deze machine loopt { $count } uur achter.
hub-clock-behind-days = De klok van deze machine loopt { $count } dagen achter.
hub-clock-used = Het inchecken volgt de klok van { $hub }. Zet deze klok alstublieft gelijk.
hub-doubles = { $count ->
    [one] Eén dubbele check-in om te bekijken.
   *[other] { $count } dubbele check-ins om te bekijken.
}
hub-not-filled = De lijsten van { $hub } zijn onderweg.
hub-filling = De lijsten komen binnen: { $percent } %
hub-other-answers = Iets anders antwoordt in plaats van het centrale platform. Vraagt de wifi om aanmelding?
hub-put-off = { $hub }, of iets onderweg, kan nu even niet antwoorden. Deze zuil probeert het vanzelf opnieuw.
hub-busy = { $hub } heeft het druk. Deze zuil probeert het vanzelf opnieuw.
hub-not-known = { $hub } kent deze zuil niet meer. Waarschuw de organisatie.
hub-other-kind = { $hub } en deze zuil horen niet bij elkaar: een van de twee is om te oefenen. Waarschuw de organisatie.
hub-versions = { $hub } en deze zuil begrijpen elkaar niet. Waarschuw de organisatie: zijn beide bijgewerkt?
hub-not-believed = De antwoorden van { $hub } zijn niet goed ondertekend. Waarschuw de organisatie.
hub-disk = Deze zuil kan niet bewaren wat { $hub } stuurt. Is de schijf vol?
hub-revoked = { $hub } heeft deze zuil buiten dienst gesteld.
hub-sealed = { $count ->
    [one] Eén scan die niet is verstuurd, wordt hier verzegeld bewaard voor de organisatie.
   *[other] { $count } scans die niet zijn verstuurd, worden hier verzegeld bewaard voor de organisatie.
}
hub-joined = Deze zuil hoort nu bij { $hub }. De lijsten komen binnen.

# De zuil aansluiten op een centraal platform
staff-platform-join = Om aan te sluiten: houd de inschrijfcode voor de camera terwijl deze pagina openstaat, of typ hem.
staff-platform-type = Code typen
join-title = Deze zuil aansluiten
join-text = De console van de organisatie toont beide naast de QR-code voor een nieuwe zuil.
join-line-address = Adres
join-line-code = Code: 12 letters en cijfers
join-asking = Een ogenblik …
join-address = Dat is nog geen adres. Voorbeeld: hub.example of https://hub.example:8943
join-code-form = Een code heeft 12 letters en cijfers. Vergelijk hem met de jouwe
join-code = Deze code is fout, al gebruikt of ouder dan tien minuten. Laat een nieuwe maken
join-slow-down = Er zijn te veel foute codes geprobeerd. Wacht een minuut
join-no-such-host = { $address } bestaat niet. Is het goed gespeld en is er een netwerk?
join-no-answer = Niemand antwoordt op { $address }. Is het goed gespeld, met het getal aan het eind?
join-not-secure = { $address } antwoordt, maar zonder certificaat dat deze zuil kan vertrouwen. Waarschuw de organisatie
join-certificate-time = Het certificaat van { $address } is niet geldig op de tijd van deze zuil. Loopt de klok van deze machine goed?
join-not-a-hub = Wat op { $address } antwoordt, is geen centraal platform. Is het adres volledig? Vraagt de wifi om aanmelding?
join-put-off = { $address }, of iets onderweg, kan nu even niet antwoorden. Probeer het over een minuut opnieuw
join-another-hub = Wat op { $address } antwoordt, heeft deze code niet gemaakt. Klopt het adres?
join-other-kind = Het platform en deze zuil horen niet bij elkaar: een van de twee is om te oefenen
join-unavailable = Het platform kan nu niets bewaren. Probeer het over een minuut opnieuw
join-versions = Het platform en deze zuil begrijpen elkaar niet. Zijn beide bijgewerkt?
join-own-list = Deze zuil heeft een eigen lijst voor { $event }. Alleen een zuil zonder lijst kan aansluiten

# Met een USB-stick, en waarom het niet lukte.
staff-platform-stick = Met een USB-stick
stick-title = Centraal platform met een USB-stick
stick-text = Voor een zuil zonder netwerk: schrijf, breng de stick naar de computer van de organisatie en lees wat terugkomt.
stick-none = Steek een USB-stick in. Die verschijnt hier vanzelf.
stick-which = Welke stick?
stick-write = Schrijven voor het platform
stick-take = Lezen van het platform
stick-back = Terug naar de instellingen
stick-working = Een ogenblik. Laat de stick zitten.
stick-written = Geschreven. De stick kan nu naar de computer van de organisatie.
stick-own-fingerprint = Vingerafdruk van deze zuil: { $fingerprint }. De computer van de organisatie toont dezelfde voordat de zuil erbij komt.
stick-compare = Dit is het eerste pakket van ‘{ $hub }’. Toont de computer van de organisatie dezelfde vingerafdruk?
stick-same = Ja, dezelfde
stick-differs = Nee, een andere
stick-joined = Deze zuil hoort nu bij { $hub } en heeft de lijsten.
stick-lists-taken = De nieuwe lijsten zijn er.
stick-lists-same = Gelezen. Er was niets nieuws in de lijsten.
stick-not-there = { $count ->
    [one] Eén scan is nog niet bekend bij { $hub }. Schrijf nog een keer.
   *[other] { $count } scans zijn nog niet bekend bij { $hub }. Schrijf nog een keer.
}
stick-gone = De stick is er niet meer. Steek hem opnieuw in.
stick-no-package = Er staat niets voor deze zuil op de stick. Schrijf eerst en laat de computer van de organisatie de stick lezen.
stick-not-a-package = Het bestand op de stick is geen pakket, of van een nieuwere versie. Zijn beide bijgewerkt?
stick-damaged = Het pakket is beschadigd. Laat het nog een keer schrijven.
stick-other-kiosk = Het pakket is voor een andere zuil.
stick-not-signed = Het pakket is niet ondertekend zoals het hoort. Er is niets overgenomen. Meld het de organisatie.
stick-other-hub = Het pakket is van een ander platform. Deze zuil hoort bij { $hub }.
stick-other-kind = Het platform en deze zuil horen niet bij elkaar: een van beide is om te oefenen.
stick-other-edition = Het pakket is van een andere week. Er is niets overgenomen.
stick-older = Het pakket is ouder dan wat deze zuil weet. Laat een nieuw schrijven.
stick-unconfirmed = Vergelijk eerst de vingerafdruk van { $hub }.
stick-other-fingerprint = Dan is er niets overgenomen. Meld het de organisatie: dit pakket is niet van hen.
stick-own-list = Deze zuil heeft een eigen lijst voor { $event }. Alleen een zuil zonder lijst kan erbij.
stick-unreadable = De stick kan niet gelezen of geschreven worden. Is hij vol of vergrendeld?
stick-not-sealed = Wat voor het platform is, kon niet verzegeld worden. Meld het de organisatie.
stick-roster = Deze zuil kan niet bewaren wat er kwam. Is de schijf vol?

# Tickets that came in twice, told to staff: who, and when and where each time.
doubles-title = Dubbele check-ins
doubles-text = Tickets die twee keer zijn ingecheckt waar één keer juist is, waarvan één keer hier. Waren het twee mensen, of werd dezelfde persoon nog eens gescand? De organisatie beslist wat telt: vertel haar wat je weet.
doubles-none = Er zijn er geen meer.
doubles-most = Alleen de nieuwste { $count } worden getoond.
doubles-nobody = Een ticket dat hier op geen enkele lijst staat
doubles-first = Eerst: { $time } · { $gate }
doubles-again = Nog eens: { $time } · { $gate }

## De dag, zoals de medewerkers hem vertellen: vertraging, wijzigingen, mededelingen, noodgeval

staff-day = De dag
day-text = Wat je hier zegt, staat meteen op alle schermen.
day-said = Gezegd. De schermen tonen het.
day-back = Terug naar de dag
day-late = Later dan gepland
day-room = In een andere zaal
day-else = Verder
day-as-planned = Weer zoals gepland
day-announcements = Mededelingen
day-announcements-none = Geen mededelingen.
day-announce = Iets meedelen
day-take-back = Intrekken
day-write-title = Wat is er te melden?
day-write-text = In één taal of in meer: ze komen om de beurt.
day-for = Hoe lang
day-minutes = { $minutes } min
day-announce-now = Nu meedelen
day-emergency-text = Alle schermen van deze locatie tonen het, en niets anders. Tekst is niet nodig.
day-emergency-now = Op alle schermen tonen
day-emergency-on = Alle schermen tonen dit noodgeval
day-emergency-end = Noodgeval beëindigen
day-emergency-ask = Is het noodgeval voorbij?
day-emergency-over = Ja, het is voorbij
day-emergency-stays = Nee, het duurt voort
day-other-time = Op een ander uur
day-add = Een sessie toevoegen
day-add-text = Hoe heet ze? In één taal van de plek of in meerdere.
day-add-next = Verder: uur en zaal
day-add-now = Toevoegen
day-add-room = In welke zaal
day-times-text = Niemand ziet het voor u het zegt.
day-back-title = Terug naar de titel
day-back-session = Terug naar de sessie
day-begins = Begint
day-ends = Eindigt
day-hours = { $hours } u
day-earlier = { $minutes } minuten vroeger
day-later = { $minutes } minuten later
day-will = Dit wordt gezegd:
day-will-add = Toegevoegd: { $title }, van { $start } tot { $end }, zaal: { $room }.
day-will-need-room = Kies een zaal.
day-will-begin = { $title } begint om { $start } in plaats van { $old } en eindigt om { $end }.
day-will-be-in = { $title } is nu in deze zaal: { $room }.
day-will-nothing = Er verandert nog niets.
day-say-now = Zeggen
day-not-added = Toegevoegde sessie terugnemen
day-not-added-ask = Ze verdwijnt van alle schermen.
day-not-added-yes = Ja, terugnemen
keyboard-accents = éèëïöü
key-capital = Hoofdletter
day-refused-not-ours = Deze kiosk mag niet voor dat evenement spreken. Meld het aan de organisatie
day-refused-gone = Dat staat niet meer in het programma. Kijk opnieuw
day-refused-nowhere = Deze kiosk staat op geen locatie van een evenement waarvoor hij mag spreken
day-refused-times = Dat verandert niets, zou eindigen voor het begint, of is al voorbij. Kies opnieuw
day-refused-no-words = Schrijf eerst iets
day-refused-too-many-words = Te veel woorden voor een scherm: schrijf minder

## De schermen van de machine, waarvan medewerkers kiezen wat ze tonen

staff-screens = Schermen
screens-text = Wat elk scherm van deze machine toont, ook na een herstart.
screens-chosen = Gekozen, ook na een herstart.
screens-upright = { $size }, staand
screens-across = { $size }, liggend
screens-now = Toont nu:
screens-door = Inchecken
screens-lobby = Hal: alle zalen
screens-week = De week: alle locaties
screens-online = Online: de streams
screens-programme = Het programma om aan te raken
screens-room = Zaal: { $room }
screens-else = Iets anders: { $what }
screens-nothing = Niets
screens-hours = Aan van { $from } tot { $until }
screens-none = Er is geen scherm gevonden.
screens-ask = Dan toont geen enkel scherm van deze machine het inchecken: niemand kan hier inchecken en deze pagina gaat niet meer open.
screens-ask-yes = Ja, zonder inchecken
screens-ask-no = Nee, laat het zo
screens-by-command = Wat de schermen tonen is op de opdrachtregel gekozen toen Parvis startte. Hier kan niets gekozen worden
screens-file-wrong = Het bestand screens.toml is niet te lezen. Iemand moet ernaar kijken voor er hier iets gekozen kan worden

## Het programma om aan te raken: bezoekers bladeren er zelf in

# Boven de lijst, vóór de dag.
touch-title = Programma
touch-count = { $count ->
    [0] Geen sessie
    [one] Eén sessie
   *[other] { $count } sessies
}
# De knoppen die de lijst korter maken, en de titels van wat ze openen. Kort.
touch-day = Dag
touch-place = Plaats
touch-track = Thema
touch-language = Taal
touch-search = Zoeken
touch-any-day = Alle dagen
touch-any-track = Alle thema’s
touch-any-language = Alle talen
touch-anywhere = Overal
touch-here = In dit gebouw
touch-today = Vandaag, { $day }
touch-rooms = De zalen hier
touch-venues = Andere plaatsen
touch-search-hint = Een titel, een naam, een zaal of een thema. Accenten tellen niet mee.
touch-low = Lager
touch-clear = Wissen
touch-keys-latin = ABC
touch-keys-greek = ΑΒΓ
touch-keys-cyrillic = АБВ
touch-all-away = Alles weer tonen
touch-none = Niets past bij dit alles.
touch-none-try = Raak aan wat je kunt missen:
touch-without = { $what }: { $count ->
    [one] één sessie zonder
   *[other] { $count } sessies zonder
}
touch-next-day = Vandaag is er niets meer. Dit is de volgende dag.
touch-over = Afgelopen
touch-on = Nu
touch-earlier = Vorige
touch-later = Volgende
touch-back = Terug naar de lijst
touch-until = { $start } tot { $end }
touch-spoken = In het { $language }
touch-online = Online
touch-speakers = Met
touch-more-speakers = { $count ->
    [one] en nog iemand
   *[other] en nog { $count } anderen
}
touch-cut = De tekst is langer dan dit scherm.
touch-up = Omhoog
touch-down = Omlaag
touch-gone = Deze sessie staat niet meer in het programma.
touch-take = Om mee te nemen
touch-take-session = Scan: de pagina van deze sessie
touch-take-event = Scan: de pagina van het evenement
touch-take-calendar = Scan: een afspraak voor je agenda
