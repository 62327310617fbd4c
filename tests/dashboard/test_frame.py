"""What stands around every page: the same page in four languages, and only places one may go."""

from django.test import Client

from legitimacy.entries import NavigationEntry, navigation
from legitimacy.models import Corps, Role, User
from tests.people import corps_make, person_make


def test_language_links_keep_the_page_and_its_query(client: Client, db: None) -> None:
    corps_make("9901", "Zone", "belgium")
    page = client.get("/en/corps/?q=zo&register=belgium").content.decode()
    for code in ("nl", "fr", "de", "en"):
        assert f'href="/{code}/corps/?q=zo&amp;register=belgium"' in page


def test_current_page_is_marked_in_the_navigation(client: Client, db: None) -> None:
    page = client.get("/en/methods/").content.decode()
    assert '<a href="/en/methods/" aria-current="page">' in page
    assert '<a href="/en/corps/" aria-current' not in page


def test_entry_without_a_page_is_left_out(client: Client, db: None) -> None:
    entry = NavigationEntry(key="99-nowhere", label="Nowhere", url_name="nowhere")
    navigation.register(entry)
    try:
        assert "Nowhere" not in client.get("/en/methods/").content.decode()
    finally:
        navigation._entries.pop(entry.key)


def test_signed_in_person_sees_their_corps_and_a_way_out(client: Client, katrien: User) -> None:
    client.force_login(katrien)
    page = client.get("/en/methods/").content.decode()
    assert 'href="/en/corps/V017/"' in page
    assert "Sign out" in page


def test_what_stands_in_the_footer_makes_room_for_work_pages(client: Client, katrien: User) -> None:
    menu, footer = parts_of(client.get("/en/corps/").content.decode())
    assert 'href="/en/opendata/"' in menu
    assert 'href="/en/opendata/"' in footer
    client.force_login(katrien)
    menu, footer = parts_of(client.get("/en/corps/").content.decode())
    assert 'href="/en/professionalism/"' in menu
    assert 'href="/en/opendata/"' not in menu
    assert 'href="/en/opendata/"' in footer


def test_much_work_stands_under_one_button(client: Client, katrien: User, demervallei: Corps) -> None:
    client.force_login(katrien)
    menu, _footer = parts_of(client.get("/en/professionalism/").content.decode())
    under = menu.split("<details", 1)[1].split("</details>")[0]
    assert "site-work-here" in under
    assert 'href="/en/professionalism/" aria-current="page"' in under
    assert all(f'href="/en/{place}/"' in under for place in ("complaints", "diversity", "audit"))
    assert 'href="/en/compare/"' not in under
    client.force_login(person_make("Roos", (Role.COUNCIL_MEMBER, demervallei)))
    assert "site-work" not in parts_of(client.get("/en/corps/").content.decode())[0]


def parts_of(page: str) -> tuple[str, str]:
    """The part with the main menu, and the footer."""
    return page.split("<main")[0], page.split("<footer")[1]


def test_page_has_one_heading_landmarks_and_a_way_past_the_header(client: Client, db: None) -> None:
    page = client.get("/en/").content.decode()
    assert page.count("<h1") == 1
    for part in ('href="#content"', '<main id="content"', "<header", "<footer", "<nav"):
        assert part in page


def test_home_leads_to_the_form_and_names_the_other_ways(client: Client, db: None) -> None:
    page = client.get("/en/").content.decode()
    assert "not open yet" not in page
    assert "Committee P" in page
    assert 'class="btn btn-primary" href="/en/complaint/"' in page
