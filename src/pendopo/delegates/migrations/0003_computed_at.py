from django.db import migrations, models
from django.db.models import F

import pendopo.core.times


def begin_with_creation(apps, _schema):
    apps.get_model("delegates", "SeatPlan")._base_manager.update(computed_at=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("delegates", "0002_filled_for")]

    operations = [
        migrations.AddField(
            model_name="seatplan",
            name="computed_at",
            field=models.DateTimeField(default=pendopo.core.times.now),
        ),
        migrations.RunPython(begin_with_creation, migrations.RunPython.noop),
    ]
