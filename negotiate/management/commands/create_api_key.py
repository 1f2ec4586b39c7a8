"""Make a key for a person's program. The key stands alone on the last line: it is shown this once."""

from django.core.management.base import BaseCommand, CommandError

from negotiate.accounts.models import ApiKey, User


class Command(BaseCommand):
    help = "Makes an API key for the account with this email address and prints it alone on the last line."
    requires_system_checks = []  # they read the code of every page, which takes longer than the command

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--scope", choices=ApiKey.Scope.values, default=ApiKey.Scope.READ)
        parser.add_argument("--name", default="Made on the command line")

    def handle(self, *, email, scope, name, **options):
        user = User.objects.filter(email__iexact=email, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no account with the address {email}.")
        row, key = ApiKey.create(user=user, scope=scope, name=name)
        self.stderr.write(f"A key of {user.email} that may {row.get_scope_display().lower()}. It is shown this once:")
        self.stdout.write(key)
