from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("delegates", "0004_links_that_ask")]

    operations = [
        migrations.AddField(
            model_name="delegate",
            name="household",
            field=models.UUIDField(blank=True, db_index=True, null=True),
        ),
        migrations.AddField(
            model_name="selection",
            name="per_household",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="At most of one household"
            ),
        ),
    ]
