from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("offers", "0004_own_numbers_ticks_and_claims"),
    ]

    operations = [
        migrations.AddField(
            model_name="negotiation",
            name="assumptions",
            field=models.JSONField(
                blank=True, default=dict, help_text="What the candidate has changed of what a value rests on, by name."
            ),
        ),
    ]
