from django.db import migrations, models

import pendopo.core.fields


class Migration(migrations.Migration):
    dependencies = [("delegates", "0003_computed_at")]

    operations = [
        migrations.AddField(
            model_name="nominationlink",
            name="missed",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="nominationlink",
            name="phone",
            field=pendopo.core.fields.SealedText(
                blank=True, null=True, verbose_name="Phone number of that person"
            ),
        ),
    ]
