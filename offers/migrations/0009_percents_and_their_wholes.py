"""What a percent is of was taken to be base wherever nobody had said so: it becomes what it usually is, or is not stated."""

from django.db import migrations, models

WHOLES = [
    ("currency", "Money"),
    ("percent_of_base", "Per cent of base"),
    ("percent_of_pnl", "Per cent of PnL"),
    ("percent_of_company", "Per cent of the company"),
    ("percent_of_fund", "Per cent of the fund"),
    ("percent", "Per cent, of what is not stated"),
]
OF_BASE = ("bonus", "sign_on", "relocation", "make_whole", "retirement", "non_compete", "notice", "equity")
MOST_OF_A_COMPANY = 10  # more than this of a company is granted to nobody: such a grant was meant of base


def name_the_wholes(apps, schema_editor):
    terms = apps.get_model("offers", "Term").objects.filter(percent__isnull=False)
    terms.filter(component="equity", unit="percent_of_base", percent__lte=MOST_OF_A_COMPANY).update(unit="percent_of_company")
    terms.filter(component="carry_bonus", unit="percent_of_pnl").update(unit="percent_of_fund")
    terms.filter(unit="percent_of_base").exclude(component__in=OF_BASE).update(unit="percent")
    numbers = apps.get_model("offers", "OwnNumber").objects
    small = numbers.filter(component="equity", unit="percent_of_base").exclude(low__gt=MOST_OF_A_COMPANY).exclude(high__gt=MOST_OF_A_COMPANY)
    small.update(unit="percent_of_company")
    numbers.filter(component="carry_bonus", unit="percent_of_pnl").update(unit="percent_of_fund")


class Migration(migrations.Migration):
    dependencies = [("offers", "0008_silence_and_guarantees")]

    operations = [
        migrations.AlterField("ownnumber", "unit", models.CharField(choices=WHOLES, default="currency", max_length=18)),
        migrations.AlterField(
            "term", "unit", models.CharField(choices=[*WHOLES, ("shares", "Shares"), ("text", "Words")], default="currency", max_length=18)
        ),
        migrations.RunPython(name_the_wholes, migrations.RunPython.noop),
    ]
