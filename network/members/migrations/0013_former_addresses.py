from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0012_domains_of_other_nations'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(db_index=True, max_length=64)),
                ('account', models.UUIDField(db_index=True)),
                ('standing', models.CharField(blank=True, choices=[('suspended', 'suspended'), ('declined', 'declined'), ('appealed', 'waiting for an appeal')], max_length=20)),
                ('kept_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name_plural': 'former addresses',
                'constraints': [models.UniqueConstraint(fields=('digest', 'account'), name='former_address_once')],
            },
        ),
    ]
