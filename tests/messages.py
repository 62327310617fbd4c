"""`make messages`: brings locale/ up to date with the sources and compiles it. English repeats the source text."""

import polib

from tests.translations import LANGUAGES, catalogue_path, texts_collected


def catalogue_update(language: str, wanted: polib.POFile) -> int:
    """Write one catalogue: the wanted texts in order, with the translations known. Returns how many are missing."""
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    known = polib.pofile(path.read_text(encoding="utf-8")) if path.exists() else polib.POFile()
    by_id = {(entry.msgctxt, entry.msgid): entry for entry in known if not entry.obsolete}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n > 1);" if language == "fr" else "nplurals=2; plural=(n != 1);",
    }
    for entry in sorted(wanted, key=lambda item: (item.msgid, item.msgctxt or "")):
        old = by_id.get((entry.msgctxt, entry.msgid))
        fresh.append(_entry(entry, old, language))
    fresh.save(str(path))
    path.with_suffix(".mo").write_bytes(fresh.to_binary())
    return len([entry for entry in fresh if not entry.translated()])


def _entry(entry: polib.POEntry, old: polib.POEntry | None, language: str) -> polib.POEntry:
    made = polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt, msgid_plural=entry.msgid_plural)
    made.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    if language == "en":
        made.msgstr = "" if entry.msgid_plural else entry.msgid
        made.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural} if entry.msgid_plural else {}
    elif old is not None:
        made.msgstr, made.msgstr_plural = old.msgstr, old.msgstr_plural
    elif entry.msgid_plural:
        made.msgstr_plural = {0: "", 1: ""}
    return made


if __name__ == "__main__":
    collected = texts_collected()
    for code in LANGUAGES:
        print(f"{code}: {len(collected)} texts, {catalogue_update(code, collected)} not translated")
