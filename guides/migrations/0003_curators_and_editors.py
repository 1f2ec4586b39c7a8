"""The groups of staff: curators write drafts and send them to review, editors also publish.

Permissions are otherwise made after all migrations have run, too late to be handed out here. So those that the groups need are made
first, under the names that Django gives them; it finds them later and leaves them be.
"""

from django.conf import settings
from django.db import migrations

ROWS = ("tag", "section", "source", "band", "target", "lever", "levelrow", "levelpeer")
CURATOR = {
    **{model: ("view", "add", "change", "delete") for model in ROWS},
    "revision": ("view", "add", "change"),
    "problem": ("view",),
    "document": ("view",),
    "guide": ("view", "add"),
    "company": ("view", "add"),
    "role": ("view", "add"),
}
EDITOR = {
    "revision": ("delete", "publish"),
    "guide": ("change",),
    "company": ("change",),
    "role": ("change",),
}
VERBOSE = {"levelrow": "level row", "levelpeer": "level peer"}


def permissions_of(apps, granted):
    content_types, permissions = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    for model, actions in granted.items():
        content_type, _ = content_types.objects.get_or_create(app_label="guides", model=model)
        for action in actions:
            name = "Can publish revisions" if action == "publish" else f"Can {action} {VERBOSE.get(model, model)}"
            yield permissions.objects.get_or_create(
                content_type=content_type, codename=f"{action}_{model}", defaults={"name": name}
            )[0]


def create_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group")
    curator, _ = groups.objects.get_or_create(name="curator")
    curator.permissions.add(*permissions_of(apps, CURATOR))
    editor, _ = groups.objects.get_or_create(name="editor")
    editor.permissions.add(*permissions_of(apps, CURATOR), *permissions_of(apps, EDITOR))


def delete_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=["curator", "editor"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("guides", "0002_revision_versions_and_writers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(create_groups, delete_groups)]
