"""How allauth behaves here: who may sign up, what the mails know, and that seeds of second factors rest sealed."""

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.urls import reverse
from django.utils.timezone import now as current_time
from qrcode.image.svg import SvgPathFillImage

from negotiate.mail.failing import address_is_proved
from negotiate.sealing import seal, unseal

PURPOSE = "second factor"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "This email address and password do not belong together.",
        "too_many_login_attempts": "Too many tries with a wrong password. Wait five minutes, then try again.",
        "incorrect_code": "This is not the code. It stands in the newest mail we sent.",
        "incorrect_password": "This is not your password.",
        "enter_current_password": "This is not your current password.",
        "duplicate_email": "This is your address already.",
        "rate_limited": "That was a lot at once. Wait a minute, then try again.",
    }

    def is_open_for_signup(self, request) -> bool:
        return settings.SIGNUP == "open"

    def send_mail(self, template_prefix, email, context):
        super().send_mail(template_prefix, email, {**context, "site_url": settings.SITE_URL})

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """The mail says when it was done by the person's own clock."""
        super().send_notification_mail(template_prefix, user, {**(context or {}), "person": user}, email)

    def confirm_email(self, request, email_address) -> bool:
        """A code or link that arrived proves the address: reminders that waited for it go out."""
        confirmed = super().confirm_email(request, email_address)
        if confirmed:
            address_is_proved(email_address.user_id, email_address.email, now=current_time())
        return confirmed

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("account")

    def get_email_verification_redirect_url(self, email_address) -> str:
        """A new account starts at its negotiations; a changed address goes back to where it was changed."""
        return reverse("account") if self.request.user.is_authenticated else super().get_email_verification_redirect_url(email_address)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code does not fit. Take the one that your app shows now.",
    }

    def build_totp_svg(self, url: str) -> str:
        """On a white ground of its own: on a dark page a phone could not read it."""
        return qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")

    def encrypt(self, text: str) -> str:
        return seal(text.encode(), purpose=PURPOSE).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text.encode(), purpose=PURPOSE).decode()
