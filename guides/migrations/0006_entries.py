import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("guides", "0005_readings")]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "guide",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="entry",
                        serialize=False,
                        to="guides.guide",
                    ),
                ),
                ("vector", django.contrib.postgres.search.SearchVectorField()),
                ("regions", models.TextField(blank=True)),
                ("tags", models.TextField(blank=True)),
                ("rules", models.PositiveSmallIntegerField(help_text="By which rules of indexing the entry was made.")),
            ],
            options={
                "verbose_name_plural": "entries",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["vector"], name="entry_words"),
                ],
            },
        ),
    ]
