"""The formats to the letter: they are read by programs."""

import json
from dataclasses import replace

from resources.citing import csl
from resources.citing.bibtex import bibtex
from resources.citing.meta import Tag, meta_tags
from resources.citing.names import Name
from resources.citing.ris import ris


def test_bibtex(described):
    assert bibtex(described) == (
        "@techreport{audit-v2,\n"
        "  author = {Lindqvist-Osei, Amara and van der Berg, Jo and {Yard Team}},\n"
        "  title = {{Auditing a local response: risk \\& repair 100\\%}},\n"
        "  type = {Briefing},\n"
        "  institution = {Kestrelford Partnership},\n"
        "  year = {2026},\n"
        "  month = {3},\n"
        "  version = {2},\n"
        "  note = {Version 2},\n"
        "  url = {https://network.example/resources/audit/versions/2/},\n"
        "  urldate = {2026-11-21},\n"
        "  abstract = {What to look at first.},\n"
        "  keywords = {School, Peer mapping},\n"
        "}\n"
    )


def test_bibtex_breaks_out_of_no_brace(described):
    entry = bibtex(replace(described, title="Close } and { open \\ #1_a~b^c$"))
    title = next(line for line in entry.splitlines() if line.startswith("  title"))
    assert title == (
        "  title = {{Close \\} and \\{ open \\textbackslash{} "
        "\\#1\\_a\\textasciitilde{}b\\textasciicircum{}c\\$}},"
    )


def test_ris(described):
    assert ris(described) == (
        "TY  - RPRT\r\n"
        "ID  - audit-v2\r\n"
        "AU  - Lindqvist-Osei, Amara\r\n"
        "AU  - van der Berg, Jo\r\n"
        "AU  - Yard Team\r\n"
        "TI  - Auditing a local response: risk & repair 100%\r\n"
        "M3  - Briefing\r\n"
        "PY  - 2026\r\n"
        "DA  - 2026/03/02\r\n"
        "ET  - Version 2\r\n"
        "PB  - Kestrelford Partnership\r\n"
        "UR  - https://network.example/resources/audit/versions/2/\r\n"
        "Y2  - 2026/11/21\r\n"
        "AB  - What to look at first.\r\n"
        "KW  - School\r\n"
        "KW  - Peer mapping\r\n"
        "LA  - en-GB\r\n"
        "ER  - \r\n"
    )


def test_line_break_in_a_title_starts_no_field(described):
    record = ris(replace(described, title="One\r\nAU  - Somebody, Else"))
    assert [line for line in record.split("\r\n") if line.startswith("AU")] == [
        "AU  - Lindqvist-Osei, Amara",
        "AU  - van der Berg, Jo",
        "AU  - Yard Team",
    ]


def test_csl_json(described):
    assert json.loads(csl.csl_json(described)) == [
        {
            "id": "audit-v2",
            "type": "report",
            "title": "Auditing a local response: risk & repair 100%",
            "genre": "Briefing",
            "author": [
                {"family": "Lindqvist-Osei", "given": "Amara"},
                {"family": "Berg", "given": "Jo", "non-dropping-particle": "van der"},
                {"literal": "Yard Team"},
            ],
            "issued": {"date-parts": [[2026, 3, 2]]},
            "accessed": {"date-parts": [[2026, 11, 21]]},
            "publisher": "Kestrelford Partnership",
            "version": "2",
            "URL": "https://network.example/resources/audit/versions/2/",
            "abstract": "What to look at\nfirst.",
            "keyword": "School, Peer mapping",
            "language": "en-GB",
        }
    ]


def test_harvard_names_every_author_the_version_and_the_day(described):
    assert csl.text(described, csl.HARVARD) == (
        "Lindqvist-Osei, A., van der Berg, J. and Yard Team (2026) Auditing a local response: "
        "risk & repair 100%. Briefing version 2. Kestrelford Partnership. Available at: "
        "https://network.example/resources/audit/versions/2/ (Accessed: 21 November 2026)."
    )


def test_apa(described):
    assert csl.text(described, csl.APA) == (
        "Lindqvist-Osei, A., van der Berg, J., & Yard Team. (2026). Auditing a local response: "
        "risk & repair 100% (Version 2) [Briefing]. Kestrelford Partnership. "
        "https://network.example/resources/audit/versions/2/"
    )


def test_words_in_html_are_escaped_once(described):
    shown = csl.html(replace(described, title="<script>1 & 2</script>"), csl.HARVARD)
    assert "<i>&lt;script&gt;1 &amp; 2&lt;/script&gt;</i>" in shown
    assert "<script" not in shown


def test_without_authors_the_publisher_is_credited(described):
    assert csl.csl_item(replace(described, authors=()))["author"] == [
        {"literal": "Kestrelford Partnership"}
    ]


def test_who_only_helped_is_a_contributor_and_no_author(described):
    helped = replace(described, contributors=(Name("Byrne", "Ola"),))
    assert csl.csl_item(helped)["contributor"] == [{"family": "Byrne", "given": "Ola"}]
    assert Tag("DC.contributor", "Byrne, Ola") in meta_tags(helped)
    assert Tag("citation_author", "Byrne, Ola") not in meta_tags(helped)
    for printed in (bibtex(helped), ris(helped), csl.text(helped, csl.APA)):
        assert "Byrne" not in printed


def test_meta_tags(described):
    tags = meta_tags(described, pdf_url="https://network.example/a.pdf")
    assert tags == [
        Tag("citation_title", "Auditing a local response: risk & repair 100%"),
        Tag("citation_author", "Lindqvist-Osei, Amara"),
        Tag("citation_author", "van der Berg, Jo"),
        Tag("citation_author", "Yard Team"),
        Tag("citation_publication_date", "2026/03/02"),
        Tag("citation_technical_report_institution", "Kestrelford Partnership"),
        Tag("citation_technical_report_number", "Version 2"),
        Tag("citation_language", "en"),
        Tag("citation_abstract_html_url", "https://network.example/resources/audit/versions/2/"),
        Tag("citation_pdf_url", "https://network.example/a.pdf"),
        Tag("citation_keywords", "School"),
        Tag("citation_keywords", "Peer mapping"),
        Tag("DC.title", "Auditing a local response: risk & repair 100%"),
        Tag("DC.creator", "Lindqvist-Osei, Amara"),
        Tag("DC.creator", "van der Berg, Jo"),
        Tag("DC.creator", "Yard Team"),
        Tag("DC.subject", "School"),
        Tag("DC.subject", "Peer mapping"),
        Tag("DC.description", "What to look at\nfirst."),
        Tag("DC.publisher", "Kestrelford Partnership"),
        Tag("DC.date", "2026-03-02"),
        Tag("DC.type", "Briefing"),
        Tag("DC.identifier", "https://network.example/resources/audit/versions/2/"),
        Tag("DC.language", "en-GB"),
        Tag("DC.rights", "CC BY 4.0"),
    ]


def test_every_format_has_the_generation_where_it_belongs(described):
    named = replace(described, authors=(Name("King", "Martin Luther", suffix="Jr."),))
    assert "  author = {King, Jr., Martin Luther},\n" in bibtex(named)
    assert "AU  - King, Martin Luther, Jr.\r\n" in ris(named)
    assert csl.csl_item(named)["author"] == [
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."}
    ]
    assert csl.text(named, csl.APA).startswith("King, M. L., Jr. (2026)")
    assert csl.text(named, csl.HARVARD).startswith("King, M.L., Jr. (2026)")
