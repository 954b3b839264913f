#!/usr/bin/env python3
"""Makes the rosters, the first arrivals and the sample tickets of the demonstration.

    python3 scripts/make-demo-roster.py

It writes `roster-<event>.csv`, `arrivals.csv` and `samples.toml` into `assets/demo/`, beside
`programme.json` and `gates.toml`, which are written by hand. A fixed seed makes every run give
the same files. Every attendee is invented: the family name, the organisation or both say so, in
one language or another.

Python 3.9 or newer, nothing else.
"""

import csv
import json
import random
from datetime import datetime, timedelta
from pathlib import Path

SEED = 20231116
FOLDER = Path(__file__).resolve().parent.parent / "assets" / "demo"

# Without 0 and O, 1 and I: nobody shall have to ask which was meant.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 8

HEADINGS = (
    "code,first_name,last_name,event,type,days,sessions,status,order,"
    "valid_from,valid_until,organisation,category,language"
).split(",")

# Between several values in one cell, such as two days.
LIST_SEPARATOR = ";"

# The day the demonstration opens on, and the offset of Brussels on it.
DAY = "2023-11-16"
OFFSET = "+01:00"

# --- People -----------------------------------------------------------------------------------
# Per language: first names with the family names that go with them (some languages decline family
# names), and organisations. All family names mean “invented”, “imaginary”, “nowhere” or the like.

PEOPLE = {
    "fr": {
        "names": [(
            "Camille Léa Élodie Anaïs Maëlle Fatou Zoé Solène Hélène Aïcha Jérôme Théo Loïc Benoît "
            "Mathéo Gaël Noël Ousmane Émile François Raphaëlle Inès Clémence Adèle".split(),
            ["Imaginaire", "Nullepart", "Delafiction", "Fictif", "Sansadresse", "Chimère",
             "Delinvention", "Mirage", "de l’Irréel"],
        )],
        "organisations": [
            "Association imaginaire", "Coopérative inventée", "Tiers-lieu imaginaire",
            "Ville inventée", "Fondation imaginaire", "Centre social imaginaire",
        ],
    },
    "nl": {
        "names": [(
            "Sanne Lieke Femke Noor Eline Marijke Griet Yasmina Annelies Zoë Joris Wouter Pieter "
            "Bram Stijn Daan Karim Koen Thijs Jef Loes Hanne Matthias Ruben".split(),
            ["Verzonnen", "van Nergens", "Denkbeeldig", "Bedacht", "de Fabel", "van Verzinsel",
             "Nietbestaand", "Fantasma", "Zonderhuis"],
        )],
        "organisations": [
            "Verzonnen Coöperatie", "Denkbeeldige vzw", "Bedacht Wijkhuis", "Verzonnen Stad",
            "Denkbeeldige Bibliotheek", "Verzonnen Universiteit",
        ],
    },
    "en": {
        "names": [(
            "Maeve Siân Orla Grace Amara Niamh Ruth Priya Eilidh Dylan Seán Owen Kofi Callum "
            "Fergus Idris Imogen Hazel".split(),
            ["Nowhere", "Makebelieve", "Fictional", "Invented", "Fabled", "Unreal", "Pretend"],
        )],
        "organisations": [
            "Invented Cooperative", "Imaginary Trust", "Made-up Council", "Invented Institute",
            "Imaginary Social Start-up",
        ],
    },
    "es": {
        "names": [(
            "Nuria Begoña Íñigo Lucía Álvaro Inmaculada Ramón María Rocío Andrés Jesús Verónica "
            "Iván Belén Joaquín Sofía".split(),
            ["de la Fábula", "Ninguno", "del Invento", "Fantasía", "Quimera", "Utopía",
             "de Ningures"],
        )],
        "organisations": [
            "Cooperativa Inventada", "Asociación Imaginaria", "Ayuntamiento Inventado",
            "Fundación Imaginaria",
        ],
    },
    "pt": {
        "names": [(
            "Inês João Conceição Tomás Mariana Gonçalo Luísa Simão Catarina Estêvão Beatriz "
            "António Leonor Sebastião Mafalda Zé".split(),
            ["da Fantasia", "Fictício", "da Quimera", "do Sonho", "de Lado Nenhum", "da Invenção"],
        )],
        "organisations": [
            "Cooperativa Inventada", "Associação Imaginária", "Junta Inventada",
            "Fundação Imaginária",
        ],
    },
    "eu": {
        "names": [(
            "Miren Ander Itziar Ainhoa Jon Nerea Gorka Maite Unai Amaia Eñaut Leire".split(),
            ["Asmatua", "Irudimena", "Inongoa", "Ametsgile", "Alegiazkoa"],
        )],
        "organisations": ["Asmatutako Kooperatiba", "Irudimenezko Elkartea"],
    },
    "de": {
        "names": [(
            "Jürgen Käthe Sören Anneliese Günther Mareike Björn Leonie Thaddäus".split(),
            ["Erfunden", "Nirgendwo", "Luftschloß", "Scheinbar"],
        )],
        "organisations": ["Erfundene Genossenschaft", "Ausgedachter Verein"],
    },
    "it": {
        "names": [(
            "Giulia Niccolò Chiara Matteo Libertà Alessia Nicolò Beppe".split(),
            ["Immaginari", "Inventati", "Dellafavola", "Inesistenti"],
        )],
        "organisations": ["Cooperativa Immaginaria", "Associazione Inventata"],
    },
    "pl": {
        "names": [
            ("Agnieszka Małgorzata Żaneta Łucja Bożena".split(), ["Zmyślona", "Nibylandzka"]),
            ("Łukasz Grzegorz Wojciech Paweł".split(), ["Zmyślony", "Nibylandzki"]),
        ],
        "organisations": ["Zmyślona Fundacja", "Wymyślona Spółdzielnia"],
    },
    "cs": {
        "names": [
            ("Markéta Tereza Bohumila".split(), ["Vymyšlená", "Pohádková"]),
            ("Ondřej Jiří Šimon".split(), ["Vymyšlený", "Pohádkový"]),
        ],
        "organisations": ["Vymyšlené družstvo"],
    },
    "el": {
        "names": [
            ("Ελένη Κατερίνα Δέσποινα Σοφία".split(), ["Φανταστική", "Ανύπαρκτη"]),
            ("Γιώργος Νίκος Θεόδωρος".split(), ["Φανταστικός", "Ανύπαρκτος"]),
        ],
        "organisations": ["Επινοημένος Συνεταιρισμός", "Φανταστικός Δήμος"],
    },
    "uk": {
        "names": [
            ("Олена Оксана Юлія".split(), ["Вигадана", "Казкова"]),
            ("Тарас Андрій Богдан".split(), ["Вигаданий", "Казковий"]),
        ],
        "organisations": ["Вигадана громада"],
    },
    "bg": {
        "names": [
            ("Мария Десислава Цветана".split(), ["Измислена", "Небивала"]),
            ("Георги Стоян Любомир".split(), ["Измислен", "Небивал"]),
        ],
        "organisations": ["Измислена кооперация"],
    },
    "ro": {
        "names": [(
            "Ioana Ștefan Mădălina Andreea Răzvan".split(), ["Închipuitu", "Născocitu"],
        )],
        "organisations": ["Cooperativa Imaginară"],
    },
    "sv": {
        "names": [("Åsa Göran Märta Örjan".split(), ["Påhittad", "Ingenstans"])],
        "organisations": ["Påhittade föreningen"],
    },
    "fi": {
        "names": [("Päivi Väinö Äänis Jyrki".split(), ["Keksitty", "Olematon"])],
        "organisations": ["Keksitty osuuskunta"],
    },
    "hu": {
        "names": [("Zsófia Ágnes Győző Ödön".split(), ["Kitalált", "Képzelt"])],
        "organisations": ["Képzelt Szövetkezet"],
    },
}

CATEGORIES = [
    "digital mediator", "third place", "social centre", "public body", "association",
    "foundation", "cooperative", "social start-up", "citizen", "researcher",
]

# What languages people have, per event: how many of each in every hundred. `""` is unknown.
MIXES = {
    "lisbon": {"pt": 62, "es": 12, "en": 10, "fr": 6, "it": 4, "": 6},
    "lille": {"fr": 66, "nl": 16, "en": 8, "": 10},
    "paris": {"fr": 66, "en": 8, "es": 5, "pt": 5, "it": 4, "de": 4, "": 8},
    "donostia": {"es": 42, "eu": 34, "fr": 8, "en": 8, "": 8},
    "brussels": {
        "fr": 27, "nl": 23, "en": 13, "es": 8, "pt": 8, "de": 3, "it": 2, "pl": 2, "el": 2,
        "uk": 2, "bg": 1, "ro": 1, "sv": 1, "cs": 1, "": 6,
    },
    "closing": {
        "fr": 26, "nl": 18, "en": 18, "es": 8, "pt": 7, "de": 5, "pl": 3, "el": 3, "it": 3,
        "hu": 2, "fi": 2, "": 5,
    },
}

HOW_MANY = {
    "lisbon": 24, "lille": 26, "paris": 62, "donostia": 30, "brussels": 222, "closing": 56,
}


class Rosters:
    """All tickets so far, and what makes a new one."""

    def __init__(self):
        self.random = random.Random(SEED)
        self.rows = []
        self.codes = set()
        self.people = set()
        self.numbers = {event: 1000 for event in HOW_MANY}

    def code(self):
        """A code nobody has yet, with letters and digits, that no spreadsheet takes for 1.2E+12."""
        while True:
            code = "".join(self.random.choice(ALPHABET) for _ in range(CODE_LENGTH))
            mixed = any(c.isdigit() for c in code) and any(c.isalpha() and c != "E" for c in code)
            if mixed and code not in self.codes:
                self.codes.add(code)
                return code

    def person(self, language):
        """Somebody nobody has met yet, whose name suits the language."""
        culture = language
        if culture not in PEOPLE:
            culture = self.random.choice(sorted(PEOPLE))
        while True:
            firsts, lasts = self.random.choice(PEOPLE[culture]["names"])
            name = (self.random.choice(firsts), self.random.choice(lasts))
            if name not in self.people:
                self.people.add(name)
                return name, self.random.choice(PEOPLE[culture]["organisations"])

    def ticket(self, event, language=None, name=None, **fields):
        """Adds a ticket. What is not given is chosen."""
        if language is None:
            mix = MIXES[event]
            language = self.random.choices(list(mix), list(mix.values()))[0]
        (first, last), organisation = self.person(language)
        if name is not None:
            first, last = name
        self.numbers[event] += self.random.choice([1, 1, 1, 2, 3])
        row = dict.fromkeys(HEADINGS, "")
        row.update(
            code=self.code(), first_name=first, last_name=last, event=event, type="standard",
            status="valid", order=f"{event.upper()[:3]}-{self.numbers[event]}",
            organisation=organisation, category=self.random.choice(CATEGORIES), language=language,
        )
        row.update(fields)
        if row["type"] in ("press", "team", "speaker", "partner"):
            row["category"] = row["type"]
        self.rows.append(row)
        return row

    def of(self, event):
        return [row for row in self.rows if row["event"] == event]


# What is special about a sample where the verdict alone does not tell.
ABOUT = {("admitted", "press"): "sample-over-capacity"}


def seats(*sessions):
    return LIST_SEPARATOR.join(sessions)


def at(time):
    return f"{DAY}T{time}{OFFSET}"


# --- The demonstration's cast -----------------------------------------------------------------


def cast(rosters):
    """The tickets that the samples and the first arrivals need; everybody else is a crowd.

    Gives the arrivals, as (time, gate, row), and the samples, as (verdict, gate, row or code).
    """
    ticket = rosters.ticket
    arrivals, samples = [], []

    def arrives(time, gate, row):
        arrivals.append((time, gate, row))
        return row

    def sample(verdict, gate, shown):
        samples.append((verdict, gate, shown))

    bxl = "brussels"

    # Admitted, in every language of the screen, with and without a booked session.
    sample("admitted", "main", ticket(bxl, "fr"))
    sample("admitted", "main", ticket(bxl, "nl", sessions=seats("bx-w-migrate")))
    sample("admitted", "main", ticket(bxl, "en"))
    sample("admitted", "main", ticket(bxl, "es", sessions=seats("bx-rt-scaling")))
    sample("admitted", "main", ticket(bxl, "pt"))
    sample("admitted", "main", ticket(bxl, "fr", sessions=seats("bx-w-easy"), type="solidarity"))
    sample("admitted", "main", ticket(bxl, "nl"))
    sample("admitted", "main", ticket(bxl, "en", sessions=seats("bx-rt-ai")))
    sample("admitted", "main", ticket(bxl, "pt", sessions=seats("bx-w-map")))
    sample("admitted", "main", ticket(bxl, "el"))
    sample("admitted", "main", ticket(bxl, "uk", type="speaker"))
    sample("admitted", "side", ticket(bxl, "es", type="press"))
    sample("admitted", "exhibition", ticket(bxl, "nl", type="partner"))
    sample("admitted", "badges", ticket(bxl, "en"))

    # Comes back through the side entrance, where that is allowed.
    back = arrives("07:12:05", "side", ticket(bxl, "fr", type="team"))
    sample("admitted", "side", back)

    # Inside the exhibition, and about to leave it: by its entrance and by its exit.
    for time, language, gate in [("08:37:48", "fr", "exhibition"), ("08:41:26", "pt", "exit")]:
        row = arrives(time, "exhibition", ticket(bxl, language))
        arrives(minus(time, 190), "main", row)
        sample("left", gate, row)

    # Already in: by the same door, by the other one, and at the workshop's.
    sample("already_in", "main", arrives("08:31:17", "main", ticket(bxl, "nl")))
    sample("already_in", "main", arrives("08:33:52", "side", ticket(bxl, "en", type="press")))

    sample("not_in", "exit", ticket(bxl, "nl"))
    sample("not_in", "exit", ticket(bxl, "es"))

    # Tomorrow's conference.
    sample("other_day", "badges", ticket("closing", "fr"))
    sample("other_day", "closing", ticket("closing", "en", type="institution"))

    # Good, but not here: another city, the other conference, another door, no door at all.
    paris_first, paris_last = "2023-11-08", "2023-11-09"
    sample("other_venue", "main", ticket("paris", "fr", days=paris_first))
    both = LIST_SEPARATOR.join([paris_first, paris_last])
    sample("other_venue", "main", ticket("paris", "en", days=both))
    sample("other_venue", "main", ticket("lisbon", "pt"))
    sample("other_venue", "main", ticket("donostia", "es"))
    sample("other_venue", "main", ticket("lille", "nl"))
    sample("other_venue", "main", ticket("closing", "nl"))
    sample("other_venue", "side", ticket(bxl, "fr"))
    sample("other_venue", "main", ticket(bxl, "en", type="online"))

    # Another workshop, and none.
    sample("other_session", "workshop", ticket(bxl, "nl", sessions=seats("bx-w-map")))
    sample("other_session", "workshop", ticket(bxl, "fr"))

    # Before and after hours: the gate's and the ticket's own.
    sample("too_early", "round-table", ticket(bxl, "es", sessions=seats("bx-rt-scaling")))
    evening = {"type": "evening", "valid_from": at("17:30:00")}
    sample("too_early", "main", ticket(bxl, "fr", **evening))
    sample("too_late", "breakfast", ticket(bxl, "pt", sessions=seats("bx-breakfast")))
    set_up = {"type": "team", "valid_until": at("08:30:00")}
    sample("too_late", "main", ticket(bxl, "nl", **set_up))

    # What staff has to solve.
    sample("unpaid", "main", ticket(bxl, "en", status="unpaid"))
    sample("unpaid", "main", ticket(bxl, "fr", status="unpaid"))
    sample("cancelled", "main", ticket(bxl, "nl", status="cancelled"))
    sample("cancelled", "main", ticket(bxl, "pt", status="cancelled"))
    sample("revoked", "main", ticket(bxl, "fr", status="revoked"))
    sample("revoked", "main", ticket(bxl, "", status="revoked"))
    sample("answers_needed", "main", ticket(bxl, "es", status="answers_needed"))
    sample("answers_needed", "main", ticket(bxl, "nl", status="answers_needed"))

    # Twelve chairs and sixteen bookings: the first twelve sit, four come too late.
    second = 0
    for number in range(12):
        extra = {0: ("fr", {}), 1: ("nl", {})}.get(number, (None, {}))
        row = ticket(bxl, extra[0], sessions=seats("bx-w-repair"), **extra[1])
        sits = f"08:{39 + (second // 60):02}:{second % 60:02}"
        arrives(minus(sits, 320), "main", row)
        arrives(sits, "workshop", row)
        second += rosters.random.choice([23, 41, 52, 66])
        if number == 1:
            sample("already_in", "workshop", row)
    for language in ["en", "fr", "nl", "pt"]:
        row = ticket(bxl, language, sessions=seats("bx-w-repair"))
        if language in ("en", "fr"):
            sample("full", "workshop", row)

    # On both lists with one code: today's day and tomorrow's conference.
    for language in ["fr", "nl", "de"]:
        row = ticket(bxl, language)
        name = (row["first_name"], row["last_name"])
        shared = {key: row[key] for key in ("code", "organisation", "category")}
        ticket("closing", language, name, **shared)
        if language in ("fr", "nl"):
            sample("ambiguous", "badges", row)

    # Nobody's: a menu on a restaurant table, and a code with a slip of the finger in it.
    sample("unknown", "main", "https://brasserie-imaginaire.example/carte/midi")
    sample("unknown", "main", rosters.code())

    # Others who are here already.
    breakfasts = {
        "07:31:40": "08:30:35",
        "07:38:02": "08:36:40",
        "07:44:55": "08:45:20",
        "07:58:13": "08:46:30",
        "08:04:29": "08:48:21",
    }
    for time, then in breakfasts.items():
        row = ticket(bxl, sessions=seats("bx-breakfast"))
        arrives(time, "breakfast", row)
        arrives(then, "main", row)
    for time in ["07:05:31", "07:06:10", "07:55:46"]:
        arrives(time, "side", ticket(bxl, type="team"))
    for time in ["08:30:09", "08:32:20", "08:35:44", "08:40:33", "08:44:02", "08:47:15", "08:49:06"]:
        row = arrives(time, "main", ticket(bxl))
        if time < "08:44":
            arrives(plus(time, 210), "badges", row)
    # One who only had a quick look at the exhibition.
    row = arrives("08:34:37", "main", ticket(bxl, "en"))
    arrives("08:36:12", "exhibition", row)
    arrives("08:43:50", "exit", row)

    return arrivals, samples


def press_briefing(rosters, arrivals, samples):
    """Six chairs and six speakers: two journalists come in although it is crowded."""
    taken = [shown for _, _, shown in arrivals + samples]
    free = [row for row in rosters.of("brussels") if row["status"] == "valid" and row not in taken]
    for number, row in enumerate(row for row in free if row["type"] == "speaker"):
        arrivals.append((plus("08:38:19", number * 74), "side", row))
        arrivals.append((plus("08:40:03", number * 81), "press", row))
    for row in free:
        if row["type"] == "press":
            samples.append(("admitted", "press", row))


def minus(time, seconds):
    return plus(time, -seconds)


def plus(time, seconds):
    moment = datetime.fromisoformat(f"{DAY}T{time}") + timedelta(seconds=seconds)
    return moment.strftime("%H:%M:%S")


def crowd(rosters):
    """Everybody else."""
    choose = rosters.random.choices
    bookings = {
        "": 52,
        seats("bx-w-migrate"): 5,
        seats("bx-w-easy"): 5,
        seats("bx-w-map"): 4,
        seats("bx-rt-scaling"): 6,
        seats("bx-rt-innovation"): 4,
        seats("bx-rt-ai"): 7,
        seats("bx-rt-women"): 6,
        seats("bx-w-migrate", "bx-rt-ai"): 3,
        seats("bx-w-easy", "bx-rt-women"): 2,
        seats("bx-rt-scaling", "bx-rt-innovation", "bx-rt-ai"): 3,
        seats("bx-breakfast", "bx-rt-scaling"): 3,
    }
    types = {
        "standard": 66, "solidarity": 10, "speaker": 5, "partner": 4, "press": 3, "team": 3,
        "evening": 4, "online": 8,
    }
    states = {"valid": 91, "unpaid": 3, "cancelled": 3, "revoked": 1, "answers_needed": 2}

    # Two people of one name: staff who look for it must see two.
    for organisation in ["Association imaginaire", "Verzonnen Coöperatie"]:
        rosters.ticket("brussels", "fr", ("Dominique", "Imaginaire"), organisation=organisation)
    # Valid only in the afternoon, and only in the morning.
    rosters.ticket("brussels", "nl", valid_from=at("13:00:00"))
    rosters.ticket("brussels", "en", valid_until=at("13:00:00"))

    while len(rosters.of("brussels")) < HOW_MANY["brussels"]:
        kind = choose(list(types), list(types.values()))[0]
        fields = {"type": kind, "status": choose(list(states), list(states.values()))[0]}
        if kind in ("standard", "solidarity"):
            fields["sessions"] = choose(list(bookings), list(bookings.values()))[0]
        if kind == "evening":
            fields["valid_from"] = at("17:30:00")
        rosters.ticket("brussels", **fields)

    others = {
        "lisbon": {"standard": 80, "speaker": 10, "online": 10},
        "lille": {"standard": 85, "speaker": 8, "press": 7},
        "paris": {"standard": 80, "speaker": 7, "press": 5, "online": 8},
        "donostia": {"standard": 70, "institution": 15, "speaker": 9, "press": 6},
        "closing": {"standard": 55, "institution": 22, "speaker": 8, "press": 7, "online": 8},
    }
    paris_days = {"": 10, "2023-11-08": 35, "2023-11-09": 25, "2023-11-08;2023-11-09": 30}
    for event, kinds in others.items():
        while len(rosters.of(event)) < HOW_MANY[event]:
            fields = {
                "type": choose(list(kinds), list(kinds.values()))[0],
                "status": choose(list(states), list(states.values()))[0],
            }
            if event == "paris":
                days = choose(list(paris_days), list(paris_days.values()))[0]
                fields["days"] = days.replace(";", LIST_SEPARATOR)
            rosters.ticket(event, **fields)


# --- Files ------------------------------------------------------------------------------------


def write_rosters(rosters):
    for event in HOW_MANY:
        rows = rosters.of(event)
        # As a ticket shop would have them: by when they were bought, not by the parts they play.
        numbers = sorted(row["order"] for row in rows)
        rosters.random.shuffle(rows)
        for row, number in zip(rows, numbers):
            row["order"] = number
        with (FOLDER / f"roster-{event}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEADINGS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def write_arrivals(arrivals):
    with (FOLDER / "arrivals.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["at", "gate", "code"])
        for time, gate, row in sorted(arrivals, key=lambda arrival: arrival[:2]):
            writer.writerow([at(time), gate, row["code"]])


def write_samples(samples):
    order = (
        "admitted left already_in not_in other_day other_venue other_session too_early too_late "
        "unpaid cancelled revoked full ambiguous unknown answers_needed"
    ).split()
    text = [
        "# Tickets to try at 08:50 on 16 November 2023, each at its gate, once and in any order.",
        "# Made by scripts/make-demo-roster.py.",
    ]
    for verdict, gate, shown in sorted(samples, key=lambda sample: order.index(sample[0])):
        known = isinstance(shown, dict)
        person = f"{shown['first_name']} {shown['last_name']}" if known else ""
        fields = {
            "code": shown["code"] if known else shown,
            "gate": gate,
            "verdict": verdict,
            "person": person,
            "about": ABOUT.get((verdict, gate), "sample-" + verdict.replace("_", "-")),
        }
        text += ["", "[[sample]]"]
        text += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    (FOLDER / "samples.toml").write_text("\n".join(text) + "\n", encoding="utf-8")


def main():
    rosters = Rosters()
    arrivals, samples = cast(rosters)
    crowd(rosters)
    press_briefing(rosters, arrivals, samples)
    write_rosters(rosters)
    write_arrivals(arrivals)
    write_samples(samples)
    print(f"{len(rosters.rows)} tickets, {len(arrivals)} arrivals, {len(samples)} samples")


if __name__ == "__main__":
    main()
