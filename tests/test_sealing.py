import pytest

from negotiate.sealing import NotSealed, seal, unseal


def test_what_was_sealed_comes_back():
    sealed = seal(b"the code is 123", purpose="mail")
    assert b"123" not in sealed
    assert unseal(memoryview(sealed), purpose="mail") == b"the code is 123"


def test_it_opens_for_its_purpose_alone():
    with pytest.raises(NotSealed):
        unseal(seal(b"seed", purpose="totp"), purpose="mail")


def test_changed_bytes_do_not_open():
    with pytest.raises(NotSealed):
        unseal(seal(b"seed", purpose="totp")[:-2] + b"xx", purpose="totp")


def test_an_earlier_secret_key_still_opens_it(settings):
    sealed = seal(b"seed", purpose="totp")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new and quite long secret key", [settings.SECRET_KEY]
    assert unseal(sealed, purpose="totp") == b"seed"
