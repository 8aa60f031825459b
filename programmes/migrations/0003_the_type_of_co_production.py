import coprod.kit.refs
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0001_people_organisations_groups_and_seats'),
        ('programmes', '0002_the_indexes_that_queues_and_reminders_need'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                ('cycle', models.PositiveSmallIntegerField(default=1)),
                ('side', models.CharField(choices=[('manager', 'Programme manager'), ('leaders', 'Founding service-user leader')], max_length=10)),
                ('answers', models.JSONField(default=dict)),
                ('begun_at', models.DateTimeField()),
                ('given_at', models.DateTimeField(blank=True, null=True)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sheets', to='programmes.programme')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('programme', 'cycle', 'partner'), name='a_person_answers_once_a_cycle'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                ('cycle', models.PositiveSmallIntegerField(default=1)),
                ('packages', models.JSONField(default=list)),
                ('recommended', models.JSONField(default=dict)),
                ('is_other', models.BooleanField(default=False)),
                ('because', models.TextField(blank=True, max_length=4000, verbose_name='why another type?')),
                ('at', models.DateTimeField()),
                ('replaced_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='programmes.programme')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='choices', to='programmes.sheet')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('programme', 'cycle'), name='one_type_holds_a_cycle'),
                    models.CheckConstraint(condition=models.Q(('is_other', False), models.Q(('because', ''), _negated=True), _connector='OR'), name='another_type_says_why'),
                ],
            },
        ),
        migrations.CreateModel(
            name='LeadersView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                ('value', models.CharField(choices=[('agree', 'I agree with this type'), ('disagree', 'I do not agree with this type')], max_length=10)),
                ('text', models.TextField(blank=True, max_length=4000, verbose_name='your view')),
                ('at', models.DateTimeField()),
                ('choice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='views', to='programmes.choice')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('choice', 'partner'), name='a_leader_says_it_once_a_choice'), models.CheckConstraint(condition=models.Q(('value', 'agree'), models.Q(('text', ''), _negated=True), _connector='OR'), name='who_does_not_agree_with_a_type_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Phase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=12)),
                ('mode', models.CharField(max_length=20)),
                ('rung', models.PositiveSmallIntegerField()),
                ('actual_rung', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('what_happened', models.TextField(blank=True, max_length=4000, verbose_name='what really happened?')),
                ('compared_at', models.DateTimeField(blank=True, null=True)),
                ('choice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phases', to='programmes.choice')),
                ('compared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('choice', 'name'), name='a_phase_is_planned_once_a_choice'), models.CheckConstraint(condition=models.Q(('rung__gte', 2), ('rung__lte', 7)), name='rung_one_is_never_offered'), models.CheckConstraint(condition=models.Q(models.Q(('actual_rung__isnull', True), ('compared_at__isnull', True), ('compared_by__isnull', True)), models.Q(('actual_rung__gte', 1), ('actual_rung__lte', 7), ('compared_at__isnull', False), ('compared_by__isnull', False)), _connector='OR'), name='a_compared_phase_says_who_when_and_how_it_was')],
            },
        ),
    ]
