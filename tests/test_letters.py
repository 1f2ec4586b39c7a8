"""The letter of a proposal: told by its content, kept under a random name, given to its owner alone, gone with what it hangs on."""

import os
import stat
from base64 import b64decode
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now as current_time

from negotiate.accounts import belongings
from offers import letter_files, letters
from offers.deleting import delete_negotiation, purge_deleted
from offers.letter_files import LARGEST, fitting_name, read_letter
from offers.models import Letter, Negotiation, Proposal
from tests import factories
from tests.test_offer_pages import lines, mine, words

__all__ = ["mine"]
PDF, PNG = b"%PDF-1.7\n%words", b"\x89PNG\r\n\x1a\n..."


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    letters.swept.clear()
    return tmp_path / "letters"


@pytest.fixture
def offer(owner):
    return factories.create_proposal(factories.create_negotiation(owner))


def address(name, offer):
    return reverse(name, args=[offer.negotiation_id, offer.pk])


def attach(client, offer, content=PDF, name="Offer.pdf"):
    sent = {"status": offer.status, "letter": SimpleUploadedFile(name, content)}
    return client.post(address("proposal_status", offer), sent, follow=True)


def stored(place):
    return sorted(place.iterdir()) if place.exists() else []


def test_a_letter_is_kept_with_the_offer_that_it_brings(mine, owner, place):
    negotiation = factories.create_negotiation(owner)
    sent = lines(base="310k", status="written", letter=SimpleUploadedFile("Offer.pdf", PDF))
    mine.post(reverse("proposal_add", args=[negotiation.pk]), sent)
    letter = negotiation.proposals.get().letter
    assert (letter.name, letter.content_type, letter.size) == ("Offer.pdf", "application/pdf", len(PDF))
    assert [file.read_bytes() for file in stored(place)] == [PDF]


def test_a_letter_can_come_with_a_new_negotiation(mine):
    job = {"employer": "Tiny", "role_name": "Cook", "currency": "USD"}
    mine.post(reverse("negotiation_start"), lines(base="1k", letter=SimpleUploadedFile("a.png", PNG), **job))
    assert Negotiation.objects.get().proposals.get().letter.content_type == "image/png"


def test_its_file_has_a_random_name_and_is_for_us_alone(mine, offer, place):
    attach(mine, offer)
    (file,) = stored(place)
    assert letter_files.STORED.fullmatch(file.name)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 and stat.S_IMODE(place.stat().st_mode) == 0o700


def test_its_owner_gets_it_as_a_download_without_rights_on_the_site(mine, offer):
    attach(mine, offer, name="Mein Ängebot.pdf")
    answer = mine.get(address("letter", offer))
    assert answer.content == PDF
    headers = answer.headers
    assert headers["Content-Type"] == "application/pdf" and headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Disposition"].startswith("attachment;") and "sandbox" in headers["Content-Security-Policy"]
    assert "no-store" in headers["Cache-Control"]


def test_a_stranger_finds_none(client, mine, offer, stranger):
    attach(mine, offer)
    client.force_login(stranger)
    for name in ("letter", "letter_remove", "proposal_status", "proposal"):
        assert client.post(address(name, offer)).status_code in (404, 405)
        assert client.get(address(name, offer)).status_code in (404, 405)
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html><script>alert(1)</script>", "neither a PDF nor an image"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "neither a PDF nor an image"),
        (b"MZ\x90\x00", "neither a PDF nor an image"),
        (b"", "This file is empty"),
        (b"%PDF-1.7" + b"x" * LARGEST, "larger than 10 MB"),
    ],
)
def test_what_is_no_letter_is_refused_and_what_was_typed_stays(mine, owner, place, content, message):
    negotiation = factories.create_negotiation(owner)
    sent = lines(base="310k", note="They were kind.", letter=SimpleUploadedFile("Offer.pdf", content))
    page = mine.post(reverse("proposal_add", args=[negotiation.pk]), sent)
    assert message in words(page)
    assert 'value="310k"' in page.content.decode() and "They were kind." in page.content.decode()
    assert not Proposal.objects.exists() and not stored(place)


def test_a_letter_beside_a_mistake_has_to_be_chosen_again_and_that_is_said(mine, owner, place):
    address = reverse("proposal_add", args=[factories.create_negotiation(owner).pk])
    page = mine.post(address, lines(base="-1", letter=SimpleUploadedFile("Offer.pdf", PDF)))
    assert "choose the letter again" in words(page) and not stored(place)
    assert "choose the letter again" not in words(mine.post(address, lines(base="-1")))


def test_a_letter_of_ten_megabytes_is_taken(mine, offer):
    attach(mine, offer, content=PDF + b"x" * (LARGEST - len(PDF)))
    assert Letter.objects.get().size == LARGEST


def test_other_files_than_the_letter_are_not_read(mine, owner, place):
    negotiation = factories.create_negotiation(owner)
    mine.post(reverse("proposal_add", args=[negotiation.pk]), lines(base="310k", other=SimpleUploadedFile("x.pdf", PDF)))
    assert negotiation.proposals.count() == 1 and not stored(place)


def test_a_forged_upload_is_refused(owner, offer):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(owner)
    for name in ("proposal_status", "proposal_change", "letter_remove"):
        assert careful.post(address(name, offer), {"status": "signed"}).status_code == 403
    assert careful.post(reverse("negotiation_start"), lines(employer="x", role_name="y")).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_new_letter_takes_the_old_ones_place_and_can_be_removed(mine, offer, place):
    attach(mine, offer)
    attach(mine, offer, content=PNG, name="scan")
    assert [file.read_bytes() for file in stored(place)] == [PNG]
    assert Letter.objects.get().name == "scan.png"
    mine.post(address("letter_remove", offer))
    assert not stored(place) and not Letter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_letters_go_with_the_negotiation_once_it_is_gone_for_good(mine, offer, place):
    attach(mine, offer)
    now = current_time()
    delete_negotiation(offer.negotiation, now=now)
    assert stored(place)
    purge_deleted(now + timedelta(days=31))
    assert not stored(place)


@pytest.mark.django_db(transaction=True)
def test_letters_go_with_the_account_and_are_handed_over_before(mine, owner, offer, place):
    attach(mine, offer)
    (exported,) = belongings.export_of(owner, now=current_time())["negotiations"]
    letter = exported["proposals"][0]["letter"]
    assert b64decode(letter["file"]) == PDF and letter["name"] == "Offer.pdf" and "stored_as" not in letter
    belongings.erase(owner, now=current_time())
    assert not stored(place)


def test_a_file_that_no_row_knows_is_swept_up_after_an_hour(mine, offer, place):
    attach(mine, offer)
    (known,) = stored(place)
    left = place / ("0" * 32)
    left.write_bytes(PDF)
    now = current_time()
    os.utime(left, (now.timestamp(), now.timestamp()))
    assert letters.sweep(now) == 0
    for file in (left, known):
        os.utime(file, (0, 0))
    assert letters.sweep(now + timedelta(minutes=61)) == 1
    assert stored(place) == [known]


def test_letters_are_as_much_as_fits_for_one_person(mine, offer, monkeypatch, place):
    monkeypatch.setattr(letters, "MOST_TOGETHER", len(PDF))
    attach(mine, offer)
    other = factories.create_proposal(factories.create_negotiation(offer.negotiation.user))
    assert "remove one that you no longer need" in words(attach(mine, other))
    assert len(stored(place)) == 1


@pytest.mark.parametrize(("room", "is_kept"), [(2 * len(PDF), True), (2 * len(PDF) - 1, False)])
def test_letters_fit_to_the_last_byte_and_no_further(mine, offer, monkeypatch, place, room, is_kept):
    monkeypatch.setattr(letters, "MOST_TOGETHER", room)
    attach(mine, offer)
    other = factories.create_proposal(factories.create_negotiation(offer.negotiation.user))
    assert ("remove one that you no longer need" in words(attach(mine, other))) is not is_kept
    assert len(stored(place)) == 1 + is_kept


@pytest.mark.parametrize(("room", "is_kept"), [(len(PDF) + 1, True), (len(PDF), False)])
def test_a_letter_is_replaced_where_the_new_one_fits_in_the_place_of_the_old(mine, offer, monkeypatch, room, is_kept):
    monkeypatch.setattr(letters, "MOST_TOGETHER", room)
    attach(mine, offer)
    attach(mine, offer, PDF + b"!")
    assert Letter.objects.get(proposal=offer).size == len(PDF) + is_kept


def test_a_letter_whose_file_is_gone_is_not_found(mine, offer, place):
    attach(mine, offer)
    stored(place)[0].unlink()
    assert mine.get(address("letter", offer)).status_code == 404


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\letters\\Offer.PDF", "Offer.pdf"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("\u202efdp.exe", "fdp.exe.pdf"),
        ("", "letter.pdf"),
        ("...", "letter.pdf"),
        ("x" * 500 + ".pdf", "x" * 100 + ".pdf"),
        ("💰 Angebot.pdf", "💰 Angebot.pdf"),
    ],
)
def test_a_name_is_fit_to_be_shown_and_saved_under(typed, kept):
    assert fitting_name(typed, ".pdf") == kept


def test_a_letter_is_what_its_content_says():
    assert read_letter("photo.pdf", b"\xff\xd8\xff\xe0").name == "photo.jpg"
