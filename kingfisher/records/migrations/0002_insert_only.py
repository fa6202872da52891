from functools import partial

from django.db import migrations

from kingfisher.records.guards import FIRST, put_up, take_down


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(partial(put_up, tables=FIRST), partial(take_down, tables=FIRST))]
