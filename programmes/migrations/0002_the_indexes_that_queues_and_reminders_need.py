from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0001_people_organisations_groups_and_seats'),
        ('programmes', '0001_programmes_stages_and_answers'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='answer',
            name='claims_waiting',
        ),
        migrations.AddIndex(
            model_name='answer',
            index=models.Index(condition=models.Q(('state', 'claimed')), fields=['stage', 'claimed_at'], name='claims_waiting'),
        ),
        migrations.AddIndex(
            model_name='answer',
            index=models.Index(condition=models.Q(('state__in', ['unanswered', 'disputed']), ('shown', False), _connector='OR'), fields=['stage', 'state', 'shown'], name='answers_to_be_given'),
        ),
        migrations.AddIndex(
            model_name='stage',
            index=models.Index(condition=models.Q(('changed_at__isnull', False)), fields=['programme'], name='stages_changed_since_signed'),
        ),
    ]
