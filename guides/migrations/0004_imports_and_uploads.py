import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def mark_imports(apps, schema_editor):
    """What came from a file and has been in nobody's hands since."""
    Revision = apps.get_model("guides", "Revision")
    Revision.objects.filter(document__isnull=False, created_by=None, writers=None).update(imported=True)


class Migration(migrations.Migration):
    dependencies = [
        ("guides", "0003_curators_and_editors"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="imported",
            field=models.BooleanField(default=False, help_text="Made from its document alone."),
        ),
        migrations.RunPython(mark_imports, migrations.RunPython.noop, elidable=True),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "user",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={"default_permissions": ()},
        ),
    ]
