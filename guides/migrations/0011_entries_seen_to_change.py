from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guides", "0010_entries_of_readable_guides"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["digest"], name="entry_digests"),
        ),
    ]
