import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Entries are made from what is published, so the table is made anew; `index_guides`, and every start by `up`, fills it."""

    dependencies = [("guides", "0009_flags")]

    operations = [
        migrations.DeleteModel(name="Entry"),
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
                ("place", models.TextField()),
                ("line", models.JSONField()),
                ("digest", models.BigIntegerField(help_text="Of its words, so that their change is seen by a sum over all entries.")),
                ("rules", models.PositiveSmallIntegerField(help_text="By which rules of indexing the entry was made.")),
                (
                    "revision",
                    models.OneToOneField(
                        help_text="The published one that it was made from.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="guides.revision",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "entries",
                "indexes": [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["vector"], name="entry_words")],
            },
        ),
    ]
