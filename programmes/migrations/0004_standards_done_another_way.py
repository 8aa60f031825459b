import coprod.kit.refs
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0001_people_organisations_groups_and_seats'),
        ('programmes', '0003_the_type_of_co_production'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tailoring',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                ('cycle', models.PositiveSmallIntegerField(default=1)),
                ('number', models.PositiveSmallIntegerField()),
                ('code', models.CharField(max_length=6)),
                ('kind', models.CharField(choices=[('tailor', 'Done another way'), ('waive', 'Left out until a day'), ('exception', 'A time-limited exception')], max_length=10, verbose_name='how far?')),
                ('reason', models.TextField(max_length=4000, verbose_name='why?')),
                ('instead', models.TextField(max_length=4000, verbose_name='what is done instead?')),
                ('from_on', models.DateField(verbose_name='first day')),
                ('until_on', models.DateField(verbose_name='last day, or day of review')),
                ('state', models.CharField(choices=[('proposed', 'Proposed: waiting for the other side'), ('lay_view', 'One of the pair agreed, the other is asked'), ('approved', 'Agreed: begins on its day'), ('active', 'In force'), ('expiring', 'In force: its day is near'), ('reopened', 'Over: the standard is open again'), ('renewed', 'Renewed'), ('ended', 'Ended early'), ('refused', 'Refused'), ('withdrawn', 'Taken back')], default='proposed', max_length=10)),
                ('side', models.CharField(choices=[('staff', 'Staff'), ('lay', 'Lay partners')], max_length=6)),
                ('proposed_role', models.CharField(max_length=10)),
                ('proposed_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_because', models.TextField(blank=True, max_length=4000, verbose_name='why does it not stand?')),
                ('reviewed_at', models.DateTimeField(blank=True, null=True)),
                ('review_note', models.TextField(blank=True, max_length=2000, verbose_name='what came out?')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tailorings', to='programmes.programme')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                ('renews', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renewals', to='programmes.tailoring')),
                ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                ('stage', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='tailorings', to='programmes.stage')),
                ('workstream', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.workstream')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('from_on'))), name='another_way_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('instead', ''), _negated=True)), name='another_way_says_why_and_what_instead'), models.UniqueConstraint(models.F('programme'), models.F('cycle'), models.F('code'), models.F('kind'), django.db.models.functions.comparison.Coalesce('stage', 0), django.db.models.functions.comparison.Coalesce('renews', 0), condition=models.Q(('state__in', ['proposed', 'lay_view', 'approved', 'active', 'expiring'])), name='one_way_for_a_standard_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state__in', ['refused', 'withdrawn', 'reopened', 'renewed', 'ended'])), models.Q(models.Q(('state__in', ['refused', 'withdrawn', 'reopened', 'renewed', 'ended']), _negated=True), ('closed_at__isnull', True), ('closed_because', ''), ('closed_by__isnull', True)), _connector='OR'), name='another_way_that_does_not_stand_says_since_when'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['refused', 'ended']), _negated=True), models.Q(('closed_by__isnull', False), models.Q(('closed_because', ''), _negated=True)), _connector='OR'), name='who_refuses_or_ends_another_way_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at__isnull', True), ('reviewed_by__isnull', True)), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='a_review_says_who_and_when')],
                'indexes': [models.Index(condition=models.Q(('state__in', ['approved', 'active', 'expiring'])), fields=['from_on', 'until_on'], name='other_ways_by_day')],
            },
        ),
        migrations.CreateModel(
            name='TailoringView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                ('role', models.CharField(max_length=10)),
                ('value', models.CharField(choices=[('agree', 'I agree'), ('refuse', 'I do not agree')], max_length=10)),
                ('text', models.TextField(blank=True, max_length=4000)),
                ('at', models.DateTimeField()),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                ('tailoring', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='views', to='programmes.tailoring')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('value', 'agree'), models.Q(('text', ''), _negated=True), _connector='OR'), name='who_does_not_agree_to_another_way_says_why'), models.UniqueConstraint(fields=('tailoring', 'partner'), name='each_says_once_what_they_think_of_another_way')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='answer',
            name='a_claim_says_when',
        ),
        migrations.AlterField(
            model_name='answer',
            name='state',
            field=models.CharField(choices=[('unanswered', 'Not answered yet'), ('claimed', 'Claimed: waiting for a lay partner'), ('disputed', 'Disputed by a lay partner'), ('met', 'Met: confirmed by a lay partner'), ('not_met', 'Not met (recorded)'), ('waived', 'Left out for a time, agreed'), ('excepted', 'Exception for a time, agreed')], default='unanswered', max_length=12),
        ),
        migrations.AddIndex(
            model_name='answer',
            index=models.Index(condition=models.Q(('state__in', ['waived', 'excepted'])), fields=['stage'], name='answers_set_aside'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['unanswered', 'not_met', 'waived', 'excepted']), ('claimed_at__isnull', False), _connector='OR'), name='a_claim_says_when'),
        ),
    ]
