"""The language of the body, as BCP 47."""

SAMPLE = 400  # code points from the middle of the body: enough for py3langid, and a third of a millisecond
LEAST = 20  # letters: below this no language is told
UNKNOWN = "und"


def find_language(text: str) -> str:
    """ISO 639-1 code of the text's language; `und` where too little text stands to tell."""
    middle = max(0, (len(text) - SAMPLE) // 2)
    sample = text[middle : middle + SAMPLE]
    if sum(map(str.isalpha, sample)) < LEAST:
        return UNKNOWN
    import py3langid  # loads its model, most of a second, when first asked

    code, _ = py3langid.classify(sample)
    return str(code)
