"""Bytes that rest in the database unreadable: sealed with keys derived from SECRET_KEY, a different one for each purpose."""

import base64
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class NotSealed(Exception):
    """The bytes were not sealed for this purpose with a key that we have."""


def seal(content: bytes, *, purpose: str) -> bytes:
    """Encrypted and signed; `unseal` with the same purpose gives the content back."""
    return _keys(purpose).encrypt(content)


def unseal(sealed: bytes, *, purpose: str) -> bytes:
    """What was sealed, also under an earlier key listed in SECRET_KEY_FALLBACKS. Raises NotSealed."""
    try:
        return _keys(purpose).decrypt(bytes(sealed))
    except InvalidToken as error:
        raise NotSealed(f"not sealed for {purpose}, or with a key that is gone") from error


def _keys(purpose: str) -> MultiFernet:
    return MultiFernet([_fernet(secret, purpose) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


@cache
def _fernet(secret: str, purpose: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"negotiate sealing {purpose}".encode()).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
