"""Tries the mail server of EMAIL_URL with one mail, now."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils.timezone import now as current_time

from negotiate.mail.trying import try_mail


class Command(BaseCommand):
    help = "Sends one mail to ADDRESS now, and says in plain words what the mail server answered."

    def add_arguments(self, parser):
        parser.add_argument("address")

    def handle(self, *, address, **options):
        try:
            validate_email(address)
        except ValidationError:
            raise CommandError(f"{address} is no email address.") from None
        trial = try_mail(address, now=current_time())
        if not trial.worked:
            raise CommandError(trial.words)
        self.stdout.write(trial.words)
