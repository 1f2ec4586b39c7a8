"""allauth's forms in our words: labels say what is asked, and nothing is said twice in a placeholder."""

from allauth.account import forms
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp

PASSWORD_HELP = "Eight characters or more; not digits alone, nothing that many people use."  # noqa: S105 — words, no password
LABELS = {
    "remember": "Stay signed in on this device",
    "oldpassword": "Current password",
    "password2": "The new password again",
    "code": "Code",
}


class InOurWords:
    """Mixed into a form of allauth's."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
        if "password1" in self.fields:
            self.fields["password1"].help_text = PASSWORD_HELP
        if "password2" in self.fields:
            self.fields["password1"].label = "New password"


class Login(InOurWords, forms.LoginForm):
    pass


class Signup(InOurWords, forms.SignupForm):
    pass


class AddEmail(InOurWords, forms.AddEmailForm):
    pass


class ChangeEmail(InOurWords, forms.ChangeEmailForm):
    pass


class ChangePassword(InOurWords, forms.ChangePasswordForm):
    pass


class SetPassword(InOurWords, forms.SetPasswordForm):
    pass


class ResetPassword(InOurWords, forms.ResetPasswordForm):
    pass


class ResetPasswordKey(InOurWords, forms.ResetPasswordKeyForm):
    pass


class ConfirmEmailCode(InOurWords, forms.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmResetCode(InOurWords, forms.ConfirmPasswordResetCodeForm):
    pass


class Reauthenticate(InOurWords, forms.ReauthenticateForm):
    pass


class Authenticate(InOurWords, second_factor.AuthenticateForm):
    pass


class ReauthenticateByCode(InOurWords, second_factor.ReauthenticateForm):
    pass


class ActivateTotp(InOurWords, totp.ActivateTOTPForm):
    pass
