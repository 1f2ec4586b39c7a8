"""Who is calling the API: a program by its bearer key, or a person by the session of their browser."""

from http import HTTPStatus

from django.utils import timezone
from ninja.security import HttpBearer, SessionAuth

from negotiate.accounts.models import ApiKey, User
from negotiate.problems import Problem


class BearerKey(HttpBearer):
    """`Authorization: Bearer neg_…`. A wrong key is refused at once, whatever cookies came with it."""

    def __call__(self, request) -> User | None:
        scheme, _, key = request.headers.get(self.header, "").partition(" ")
        if not scheme:
            return None
        if scheme.lower() != self.openapi_scheme:
            raise Problem(HTTPStatus.UNAUTHORIZED, "Send the key as: Authorization: Bearer neg_…")
        return self.authenticate(request, key.strip())

    def authenticate(self, request, token: str) -> User:
        key = ApiKey.objects.matching(token).select_related("user").first()
        if key is None:
            raise Problem(HTTPStatus.UNAUTHORIZED, "This API key is unknown or was ended.")
        if not key.may(request.method):
            raise Problem(HTTPStatus.FORBIDDEN, "This key may read only. Make one that may write in your account.")
        key.note_use(now=timezone.now())
        request.user = key.user
        return key.user


class BrowserSession(SessionAuth):
    """The signed-in person's own browser, with Django's CSRF check on what writes."""


SIGNED_IN = [BearerKey(), BrowserSession()]  # the bearer first: the session's CSRF check would refuse its writes
