from django.db import migrations, models

import pendopo.core.times


def take_over(apps, schema_editor):
    """Until now a notice was dated by its row."""
    apps.get_model("convenings", "Notice").objects.update(at=models.F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("convenings", "0002_notice_mail")]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="at",
            field=models.DateTimeField(default=pendopo.core.times.now),
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop, elidable=True),
    ]
