from django.db import migrations

from kingfisher.records.guards import put_up, take_down


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(put_up, take_down)]
