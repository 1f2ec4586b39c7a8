from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("money", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="rate", name="one_rate_per_currency_and_day"),
        migrations.AddConstraint(
            model_name="rate", constraint=models.UniqueConstraint(fields=["day", "currency"], name="one_rate_per_day_and_currency")
        ),
        migrations.AddConstraint(model_name="rate", constraint=models.CheckConstraint(condition=Q(per_euro__gt=0), name="rate_above_zero")),
    ]
