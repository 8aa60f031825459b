"""A new database gets all tables of people at once; one from before has them from the steps that this replaces."""

import coprod.kit.refs
import coprod.kit.tables
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('partners', '0001_people_organisations_groups_and_seats'), ('partners', '0002_people_who_were_put_forward'), ('partners', '0003_people_declare_interests_and_sign_confidentiality'), ('partners', '0004_answers_about_oneself'), ('partners', '0005_where_the_link_of_a_merged_record_leads'), ('partners', '0006_people_say_what_they_need_and_bring'), ('partners', '0007_people_say_which_languages_they_speak'), ('partners', '0008_of_who_is_erased_nothing_is_left'), ('partners', '0009_what_people_are_sent')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('post', '0003_texts_and_mail_are_tried_again'),
    ]

    operations = [
        coprod.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='Group',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('name', models.CharField(max_length=200, verbose_name='name')),
                    ('kind', models.CharField(choices=[('founding', 'Founding service-user leaders'), ('advisory', 'Lay Partners Advisory Group'), ('forum', 'Lay Partners Forum'), ('working', 'Working group'), ('board', 'Board'), ('panel', 'Selection panel')], max_length=20, verbose_name='kind')),
                    ('level', models.CharField(choices=[('system', 'Whole system'), ('organisation', 'Organisation'), ('place', 'Borough or place'), ('service', 'Service')], default='system', max_length=20, verbose_name='level')),
                    ('purpose', models.TextField(blank=True, max_length=2000, verbose_name='purpose')),
                    ('rhythm', models.CharField(blank=True, max_length=100, verbose_name='how often it meets')),
                    ('lay_minimum', models.PositiveSmallIntegerField(default=2, verbose_name='fewest lay partners')),
                    ('home_book', models.CharField(blank=True, editable=False, max_length=40)),
                ],
            ), migrations.CreateModel(
                name='Organisation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('name', models.CharField(max_length=200, verbose_name='name')),
                    ('kind', models.CharField(choices=[('commissioner', 'Commissioner'), ('council', 'Council'), ('acute', 'Acute hospital trust'), ('provider', 'Community or mental health provider'), ('primary_care', 'Primary care'), ('charity', 'Charity or voluntary organisation'), ('voice', 'Statutory voice of patients and the public'), ('other', 'Other')], max_length=20, verbose_name='kind')),
                    ('area', models.CharField(blank=True, max_length=200, verbose_name='area')),
                    ('search_text', models.TextField(blank=True, editable=False)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('name',), name='an_organisation_is_listed_once')],
                },
            ), migrations.CreateModel(
                name='Partner',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('name', models.CharField(max_length=200, verbose_name='full name')),
                    ('called', models.CharField(blank=True, max_length=100, verbose_name='what should we call you?')),
                    ('is_professional', models.BooleanField(default=False, verbose_name='takes part as part of a paid job')),
                    ('job', models.CharField(blank=True, max_length=200, verbose_name='job')),
                    ('connection', models.CharField(blank=True, max_length=300, verbose_name='what they bring, in their own words')),
                    ('area', models.CharField(blank=True, max_length=200, verbose_name='area')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                    ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone number')),
                    ('address', models.TextField(blank=True, max_length=500, verbose_name='postal address')),
                    ('channel', models.CharField(choices=[('email', 'E-mail'), ('text', 'Text message'), ('phone', 'Phone'), ('relay', 'Phone, through Relay UK'), ('post', 'Post')], default='email', max_length=10, verbose_name='how to reach them')),
                    ('search_text', models.TextField(blank=True, editable=False)),
                    ('added_at', models.DateTimeField()),
                    ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='partners.organisation')),
                    ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='partner', to=settings.AUTH_USER_MODEL)),
                    ('shown_as', models.CharField(choices=[('name', 'My full name'), ('called', 'What I like to be called'), ('initials', 'My initials'), ('role', 'Only “a lay partner”')], default='name', max_length=10, verbose_name='how they are named to other members')),
                    ('erased_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('reads_in', models.CharField(choices=[('en', 'English'), ('cy', 'Welsh (Cymraeg)')], db_default='en', default='en', max_length=2, verbose_name='language of messages')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('channel', 'email'), _negated=True), models.Q(('email', ''), _negated=True), _connector='OR'), name='who_is_reached_by_email_has_an_address'), models.CheckConstraint(condition=models.Q(('erased_at__isnull', True), models.Q(('address', ''), ('area', ''), ('called', ''), ('connection', ''), ('email', ''), ('job', ''), ('phone', ''), ('search_text', ''), ('user__isnull', True)), _connector='OR'), name='of_who_is_erased_nothing_is_left')],
                },
            ), migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('state', models.CharField(choices=[('open', 'Not answered yet'), ('accepted', 'Accepted'), ('withdrawn', 'Withdrawn')], default='open', max_length=10)),
                    ('made_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='partners.partner')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('partner',), name='one_open_invitation_a_person')],
                },
            ), migrations.CreateModel(
                name='Seat',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('name', models.CharField(blank=True, max_length=100, verbose_name='name of the seat')),
                    ('is_lay', models.BooleanField(default=True, verbose_name='for a lay partner')),
                    ('office', models.CharField(choices=[('member', 'Member'), ('chair', 'Chair'), ('co_chair', 'Co-chair')], default='member', max_length=10, verbose_name='office')),
                    ('opened_on', models.DateField()),
                    ('closed_on', models.DateField(blank=True, null=True)),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='partners.group')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='a_seat_closes_after_it_opens')],
                },
            ), migrations.CreateModel(
                name='Holding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('state', models.CharField(choices=[('proposed', 'Proposed: waiting for the person and the lead'), ('accepted', 'Accepted by the person: waiting for the lead'), ('agreed', 'Agreed by the lead: waiting for the person'), ('serving', 'Serving'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('ended', 'Ended')], default='proposed', max_length=10)),
                    ('needs_lead', models.BooleanField(default=False)),
                    ('hours_a_month', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='hours a month, with reading')),
                    ('from_on', models.DateField(verbose_name='from')),
                    ('until_on', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('proposed_at', models.DateTimeField()),
                    ('by_lay_chair', models.BooleanField(default=False)),
                    ('from_advisory', models.BooleanField(default=False)),
                    ('accepted_at', models.DateTimeField(blank=True, null=True)),
                    ('agreed_at', models.DateTimeField(blank=True, null=True)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('closed_because', models.CharField(blank=True, max_length=300)),
                    ('agreed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='partners.partner')),
                    ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='partners.seat')),
                    ('accepted_noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('accepted_through', models.CharField(blank=True, choices=[('account', 'In their account'), ('link', 'By their link'), ('phone', 'By phone'), ('post', 'By letter'), ('in_person', 'In person')], max_length=10)),
                ],
                options={
                    'indexes': [models.Index(fields=['partner', 'state'], name='holdings_of_a_person')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='a_holding_ends_after_it_begins'), models.UniqueConstraint(condition=models.Q(('state__in', ['proposed', 'accepted', 'agreed', 'serving'])), fields=('seat',), name='one_person_at_a_time_in_a_seat'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'serving'), _negated=True), models.Q(('accepted_at__isnull', False), models.Q(('needs_lead', False), models.Q(('agreed_at__isnull', False), ('agreed_by__isnull', False)), _connector='OR')), _connector='OR'), name='who_serves_has_said_yes_and_the_lead_too'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('state__in', ['declined', 'withdrawn'])), models.Q(('closed_at__isnull', False), ('state', 'ended')), models.Q(models.Q(('state__in', ['declined', 'withdrawn', 'ended']), _negated=True), ('closed_at__isnull', True), ('closed_by__isnull', True)), _connector='OR'), name='a_closed_holding_says_who_and_when')],
                },
            ), migrations.CreateModel(
                name='Signatory',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('from_on', models.DateField(verbose_name='from')),
                    ('until_on', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatories', to='partners.organisation')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signs_for', to='partners.partner')),
                ],
                options={
                    'indexes': [models.Index(fields=['partner'], name='signatory_of_a_person')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='a_signatory_ends_after_they_begin'), models.UniqueConstraint(condition=models.Q(('until_on__isnull', True)), fields=('organisation', 'partner'), name='a_signatory_is_named_once_at_a_time')],
                },
            ), migrations.CreateModel(
                name='TermsOfReference',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('version', models.PositiveSmallIntegerField()),
                    ('text', models.TextField(max_length=20000)),
                    ('written_at', models.DateTimeField()),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='partners.group')),
                    ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('group', 'version'), name='a_version_of_terms_is_written_once')],
                },
            ), migrations.CreateModel(
                name='Vacancy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('from_on', models.DateField()),
                    ('until_on', models.DateField(blank=True, null=True)),
                    ('cover_note', models.CharField(blank=True, max_length=300, verbose_name='how the seat is covered')),
                    ('recorded_at', models.DateTimeField(blank=True, null=True)),
                    ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vacancies', to='partners.seat')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('until_on__isnull', True)), fields=('seat',), name='a_seat_is_empty_once_at_a_time'), models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='a_vacancy_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('recorded_at__isnull', True), ('recorded_by__isnull', True)), models.Q(('recorded_at__isnull', False), ('recorded_by__isnull', False)), _connector='OR'), name='a_recorded_vacancy_says_who_and_when')],
                },
            ), migrations.CreateModel(
                name='Candidate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('home_book', models.CharField(max_length=40)),
                    ('name', models.CharField(blank=True, max_length=200, verbose_name='full name')),
                    ('called', models.CharField(blank=True, max_length=100, verbose_name='what should we call them?')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                    ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone number')),
                    ('address', models.TextField(blank=True, max_length=500, verbose_name='postal address')),
                    ('channel', models.CharField(choices=[('email', 'E-mail'), ('text', 'Text message'), ('phone', 'Phone'), ('relay', 'Phone, through Relay UK'), ('post', 'Post')], default='email', max_length=10, verbose_name='how to reach them')),
                    ('area', models.CharField(blank=True, max_length=200, verbose_name='where they live')),
                    ('support', models.TextField(blank=True, max_length=1000, verbose_name='what they need to take part')),
                    ('search_text', models.TextField(blank=True, editable=False)),
                    ('state', models.CharField(choices=[('asked', 'Asked whether they agree'), ('agreed', 'Agreed'), ('refused', 'Said no: erased'), ('lapsed', 'Did not answer: erased'), ('erased', 'Erased')], default='asked', max_length=10)),
                    ('asked_at', models.DateTimeField()),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('answered_through', models.CharField(blank=True, max_length=10)),
                    ('nominator_may_hear', models.BooleanField(default=False)),
                    ('keep_until', models.DateField(blank=True, null=True)),
                    ('erased_at', models.DateTimeField(blank=True, null=True)),
                    ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='candidatures', to='partners.partner')),
                    ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.candidate')),
                ],
                options={
                    'indexes': [models.Index(fields=['home_book', 'search_text'], name='candidates_by_name'), models.Index(condition=models.Q(('state', 'asked')), fields=['asked_at'], name='candidates_asked')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('refused', 'lapsed', 'erased')), _negated=True), models.Q(('address', ''), ('area', ''), ('called', ''), ('email', ''), ('erased_at__isnull', False), ('name', ''), ('phone', ''), ('search_text', ''), ('support', '')), _connector='OR'), name='nothing_is_left_of_a_candidate_who_is_gone'), models.CheckConstraint(condition=models.Q(('state__in', ('refused', 'lapsed', 'erased')), models.Q(('channel', 'email'), _negated=True), models.Q(('email', ''), _negated=True), _connector='OR'), name='a_candidate_by_email_has_an_address'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'agreed'), _negated=True), models.Q(('answered_at__isnull', False), models.Q(('answered_through', ''), _negated=True)), _connector='OR'), name='a_candidate_who_agreed_says_when')],
                },
            ), migrations.CreateModel(
                name='NotTheSame',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('said_at', models.DateTimeField()),
                    ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partners.candidate')),
                    ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partners.candidate')),
                    ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('one', 'other'), name='it_is_said_once_that_two_are_not_the_same'), models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='the_older_candidate_stands_first')],
                },
            ), migrations.CreateModel(
                name='Confidentiality',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('home_book', models.CharField(max_length=40)),
                    ('version', models.PositiveSmallIntegerField()),
                    ('signed_at', models.DateTimeField()),
                    ('through', models.CharField(choices=[('account', 'In their account'), ('link', 'By their link'), ('phone', 'By phone'), ('post', 'By letter'), ('in_person', 'In person')], max_length=10)),
                    ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='confidentiality', to='partners.partner')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('partner', 'home_book', 'version'), name='a_wording_is_signed_once'), models.CheckConstraint(condition=models.Q(models.Q(('noted_by__isnull', True), ('through__in', ['account', 'link'])), models.Q(('noted_by__isnull', False), ('through__in', ('phone', 'post', 'in_person'))), _connector='OR'), name='a_signed_statement_says_who_wrote_it_down')],
                },
            ), migrations.CreateModel(
                name='Interest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('home_book', models.CharField(max_length=40)),
                    ('kind', models.CharField(choices=[('financial', 'Financial: money that I get, own or owe'), ('professional', 'Professional: work or a post that I have'), ('personal', 'Personal, not about money: a cause or a membership'), ('indirect', 'Indirect: an interest of my family, a friend or an employer'), ('nothing', 'I have nothing to declare')], max_length=14)),
                    ('text', models.TextField(blank=True, max_length=1000)),
                    ('from_on', models.DateField(blank=True, null=True)),
                    ('until_on', models.DateField(blank=True, null=True)),
                    ('declared_at', models.DateTimeField()),
                    ('confirmed_at', models.DateTimeField()),
                    ('through', models.CharField(choices=[('account', 'In their account'), ('link', 'By their link'), ('phone', 'By phone'), ('post', 'By letter'), ('in_person', 'In person')], max_length=10)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('action', models.CharField(blank=True, choices=[('note', 'It is noted, nothing more'), ('leave_item', 'The person leaves the room for such an item'), ('no_papers', 'The person leaves the room, and does not get the papers'), ('exclude', 'The person takes no part in such a decision')], max_length=10)),
                    ('reviewed_at', models.DateTimeField(blank=True, null=True)),
                    ('is_published', models.BooleanField(default=False)),
                    ('privacy_reason', models.CharField(blank=True, max_length=300)),
                    ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='partners.partner')),
                    ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                ],
                options={
                    'indexes': [models.Index(fields=['partner', 'home_book'], name='interests_of_a_person')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'nothing'), ('text', '')), models.Q(models.Q(('kind', 'nothing'), _negated=True), models.Q(('text', ''), _negated=True)), _connector='OR'), name='an_interest_says_what_it_is'), models.CheckConstraint(condition=models.Q(('from_on__isnull', True), ('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='an_interest_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('action', ''), ('is_published', False), ('privacy_reason', ''), ('reviewed_at__isnull', True), ('reviewed_by__isnull', True)), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False), models.Q(('action', ''), _negated=True)), _connector='OR'), name='a_reviewed_interest_says_who_when_and_what'), models.CheckConstraint(condition=models.Q(('reviewed_at__isnull', True), ('is_published', True), models.Q(('privacy_reason', ''), _negated=True), _connector='OR'), name='an_interest_that_is_not_published_says_why'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('kind', 'nothing')), fields=('partner', 'home_book'), name='nothing_to_declare_is_said_once'), models.CheckConstraint(condition=models.Q(models.Q(('noted_by__isnull', True), ('through__in', ['account', 'link'])), models.Q(('noted_by__isnull', False), ('through__in', ('phone', 'post', 'in_person'))), _connector='OR'), name='an_interest_says_who_wrote_it_down')],
                },
            ), migrations.CreateModel(
                name='EqualityAnswers',
                fields=[
                    ('mark', models.CharField(max_length=64, primary_key=True, serialize=False)),
                    ('age', models.CharField(blank=True, choices=[('16-24', '16 to 24'), ('25-34', '25 to 34'), ('35-44', '35 to 44'), ('45-54', '45 to 54'), ('55-64', '55 to 64'), ('65-74', '65 to 74'), ('75-84', '75 to 84'), ('85', '85 or over'), ('prefer_not', 'Prefer not to say')], max_length=20)),
                    ('sex', models.CharField(blank=True, choices=[('female', 'Female'), ('male', 'Male'), ('prefer_not', 'Prefer not to say')], max_length=20)),
                    ('ethnic', models.CharField(blank=True, choices=[('asian', 'Asian or Asian British'), ('black', 'Black, African, Caribbean or Black British'), ('mixed', 'Mixed or multiple ethnic groups'), ('white', 'White'), ('another', 'Another ethnic group'), ('prefer_not', 'Prefer not to say')], max_length=20)),
                    ('health', models.CharField(blank=True, choices=[('yes', 'Yes'), ('no', 'No'), ('prefer_not', 'Prefer not to say')], max_length=20)),
                    ('religion', models.CharField(blank=True, choices=[('none', 'No religion'), ('christian', 'Christian'), ('buddhist', 'Buddhist'), ('hindu', 'Hindu'), ('jewish', 'Jewish'), ('muslim', 'Muslim'), ('sikh', 'Sikh'), ('another', 'Another religion'), ('prefer_not', 'Prefer not to say')], max_length=20)),
                    ('carer', models.CharField(blank=True, choices=[('no', 'No'), ('1-19', 'Yes, 1 to 19 hours a week'), ('20-49', 'Yes, 20 to 49 hours a week'), ('50', 'Yes, 50 hours a week or more'), ('prefer_not', 'Prefer not to say')], max_length=20)),
                    ('work', models.CharField(blank=True, choices=[('employed', 'Of working age, in paid work'), ('not_employed', 'Of working age, not in paid work'), ('student', 'A student'), ('pension', 'Over pension age'), ('prefer_not', 'Prefer not to say')], max_length=20)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('age', ''), ('carer', ''), ('ethnic', ''), ('health', ''), ('religion', ''), ('sex', ''), ('work', ''), _negated=True), name='answers_about_oneself_say_something')],
                },
            ), migrations.CreateModel(
                name='About',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('experience', models.JSONField(default=list, verbose_name='what I bring')),
                    ('lived', models.JSONField(default=list, verbose_name='whose life I know from my own')),
                    ('strategic', models.BooleanField(default=False, verbose_name='I have worked on plans for whole services before')),
                    ('gain', models.TextField(blank=True, max_length=1000, verbose_name='what I would like to gain')),
                    ('hours_limit', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='most hours a month')),
                    ('times', models.JSONField(default=list, verbose_name='when I can usually come')),
                    ('times_note', models.CharField(blank=True, max_length=300, verbose_name='what else should we know about times?')),
                    ('best_times', models.CharField(blank=True, max_length=200, verbose_name='best times to reach me')),
                    ('copy_in', models.CharField(blank=True, max_length=300, verbose_name='who else should be told')),
                    ('written_at', models.DateTimeField()),
                    ('through', models.CharField(choices=[('account', 'In their account'), ('link', 'By their link'), ('phone', 'By phone'), ('post', 'By letter'), ('in_person', 'In person')], max_length=10)),
                    ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('partner', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='about', to='partners.partner')),
                    ('languages', models.CharField(blank=True, max_length=200, verbose_name='languages I speak or sign')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('noted_by__isnull', True), ('through__in', ['account', 'link'])), models.Q(('noted_by__isnull', False), ('through__in', ('phone', 'post', 'in_person'))), _connector='OR'), name='what_people_say_of_themselves_says_who_wrote_it_down')],
                },
            ), migrations.CreateModel(
                name='Contact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('home_book', models.CharField(max_length=40)),
                    ('way', models.CharField(choices=[('phone', 'Phone'), ('text', 'Text message'), ('email', 'E-mail'), ('post', 'Letter'), ('in_person', 'In person'), ('online', 'Video call')], max_length=10, verbose_name='how?')),
                    ('from_them', models.BooleanField(default=False, verbose_name='they contacted us')),
                    ('words', models.CharField(max_length=500, verbose_name='about what?')),
                    ('at', models.DateTimeField()),
                    ('noted_at', models.DateTimeField()),
                    ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='partners.partner')),
                ],
                options={
                    'indexes': [models.Index(fields=['partner', 'home_book', 'at'], name='contacts_with_a_person')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('noted_at__gte', models.F('at'))), name='a_contact_is_noted_after_it_was')],
                },
            ), migrations.CreateModel(
                name='Handover',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('text', models.TextField(max_length=4000, verbose_name='what should the next person know?')),
                    ('shadow_from', models.DateField(blank=True, null=True, verbose_name='we go together from')),
                    ('shadow_until', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('written_at', models.DateTimeField()),
                    ('through', models.CharField(choices=[('account', 'In their account'), ('link', 'By their link'), ('phone', 'By phone'), ('post', 'By letter'), ('in_person', 'In person')], max_length=10)),
                    ('read_at', models.DateTimeField(blank=True, null=True)),
                    ('holding', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='handover', to='partners.holding')),
                    ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('shadow_from__isnull', True), ('shadow_until__isnull', True)), models.Q(('shadow_from__isnull', False), ('shadow_until__gte', models.F('shadow_from'))), _connector='OR'), name='a_shadow_period_has_both_its_days'), models.CheckConstraint(condition=models.Q(models.Q(('noted_by__isnull', True), ('through__in', ['account', 'link'])), models.Q(('noted_by__isnull', False), ('through__in', ('phone', 'post', 'in_person'))), _connector='OR'), name='a_handover_says_who_wrote_it_down')],
                },
            ), migrations.CreateModel(
                name='LayNote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('text', models.TextField(max_length=4000, verbose_name='your note')),
                    ('at', models.DateTimeField()),
                    ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lay_notes', to='partners.group')),
                ],
                options={
                    'indexes': [models.Index(fields=['group', 'at'], name='lay_notes_of_a_group')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at__isnull', True), models.Q(('text', ''), _negated=True)), models.Q(('taken_back_at__isnull', False), ('text', '')), _connector='OR'), name='a_note_that_was_taken_back_is_empty')],
                },
            ), migrations.CreateModel(
                name='Look',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='partners.partner')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('partner', 'by', 'on'), name='a_look_is_noted_once_a_day')],
                },
            ), migrations.CreateModel(
                name='NamedContact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('home_book', models.CharField(max_length=40)),
                    ('hours', models.CharField(blank=True, max_length=100, verbose_name='when they can be reached')),
                    ('named_at', models.DateTimeField()),
                    ('named_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='named_contacts', to='partners.partner')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('partner', 'home_book'), name='a_contact_has_one_owner')],
                    'indexes': [models.Index(fields=['owner'], name='contacts_that_somebody_owns')],
                },
            ), migrations.CreateModel(
                name='Need',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('kind', models.CharField(choices=[('format', 'Papers in a form I can use'), ('communication', 'Hearing, speaking, signing, language'), ('access', 'Getting into the room and being well there'), ('person', 'Somebody with me'), ('time', 'Time, breaks and pace'), ('travel', 'Getting there and back'), ('care', 'Care for somebody while I am away'), ('online', 'Taking part online or by phone')], max_length=14, verbose_name='what is it about?')),
                    ('words', models.CharField(max_length=300, verbose_name='what should we do?')),
                    ('seen_by', models.CharField(choices=[('contact', 'My contact in the programme only'), ('organisers', 'My contact, and those who organise my groups')], default='organisers', max_length=10, verbose_name='who may see this?')),
                    ('state', models.CharField(choices=[('asked', 'Not arranged yet'), ('arranged', 'Arranged: waiting for the person to say if it works'), ('impossible', 'Not possible so far'), ('met', 'It works, the person says'), ('not_met', 'It does not work, the person says'), ('withdrawn', 'Not needed any more')], default='asked', max_length=10)),
                    ('asked_at', models.DateTimeField()),
                    ('through', models.CharField(choices=[('account', 'In their account'), ('link', 'By their link'), ('phone', 'By phone'), ('post', 'By letter'), ('in_person', 'In person')], max_length=10)),
                    ('arranged', models.CharField(blank=True, max_length=300, verbose_name='what was done, or why it is not possible')),
                    ('arranged_at', models.DateTimeField(blank=True, null=True)),
                    ('said', models.CharField(blank=True, max_length=300, verbose_name='what is not right?')),
                    ('said_at', models.DateTimeField(blank=True, null=True)),
                    ('said_through', models.CharField(blank=True, choices=[('account', 'In their account'), ('link', 'By their link'), ('phone', 'By phone'), ('post', 'By letter'), ('in_person', 'In person')], max_length=10)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('arranged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='partners.partner')),
                    ('said_noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                ],
                options={
                    'indexes': [models.Index(fields=['partner', 'state'], name='needs_of_a_person')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'not_met'), _negated=True), models.Q(('said', ''), _negated=True), _connector='OR'), name='a_need_that_does_not_work_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('ended_at__isnull', True)), _connector='OR'), name='a_withdrawn_need_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('noted_by__isnull', True), ('through__in', ['account', 'link'])), models.Q(('noted_by__isnull', False), ('through__in', ('phone', 'post', 'in_person'))), _connector='OR'), name='a_need_says_who_wrote_it_down'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['arranged', 'impossible']), _negated=True), models.Q(('arranged_at__isnull', False), ('arranged_by__isnull', False), models.Q(('arranged', ''), _negated=True)), _connector='OR'), name='an_arranged_need_says_what_who_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['met', 'not_met']), _negated=True), models.Q(('said_at__isnull', False), models.Q(models.Q(('said_noted_by__isnull', True), ('said_through__in', ['account', 'link'])), models.Q(('said_noted_by__isnull', False), ('said_through__in', ('phone', 'post', 'in_person'))), _connector='OR')), _connector='OR'), name='only_the_person_says_that_a_need_is_met')],
                },
            ), migrations.CreateModel(
                name='OnBehalf',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('home_book', models.CharField(max_length=40)),
                    ('through', models.CharField(choices=[('phone', 'By phone'), ('post', 'By letter'), ('in_person', 'In person')], max_length=10, verbose_name='how did they tell you?')),
                    ('reason', models.CharField(max_length=300, verbose_name='why do you write it down for them?')),
                    ('started_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spoken_for', to='partners.partner')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('through__in', ('phone', 'post', 'in_person'))), name='what_is_noted_for_somebody_was_told_by_them'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('started_at'))), name='noting_for_somebody_ends_after_it_begins'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('by',), name='one_notes_for_one_person_at_a_time')],
                },
            ), migrations.CreateModel(
                name='Opening',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('reason', models.TextField(max_length=1000, verbose_name='why must you open it?')),
                    ('at', models.DateTimeField()),
                    ('until_at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='partners.group')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('until_at__gt', models.F('at'))), name='an_opening_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='an_opening_says_why')],
                },
            ), migrations.CreateModel(
                name='Said',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('words', models.CharField(max_length=300)),
                    ('at', models.DateTimeField()),
                    ('on_behalf', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='said', to='partners.onbehalf')),
                ],
            ), migrations.CreateModel(
                name='SupportCheck',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('said_at', models.DateTimeField()),
                    ('review_on', models.DateField(verbose_name='when should we ask again?')),
                    ('through', models.CharField(choices=[('account', 'In their account'), ('link', 'By their link'), ('phone', 'By phone'), ('post', 'By letter'), ('in_person', 'In person')], max_length=10)),
                    ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='support_checks', to='partners.partner')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('noted_by__isnull', True), ('through__in', ['account', 'link'])), models.Q(('noted_by__isnull', False), ('through__in', ('phone', 'post', 'in_person'))), _connector='OR'), name='a_support_check_says_who_wrote_it_down')],
                    'indexes': [models.Index(fields=['partner', 'said_at'], name='support_checks_of_a_person')],
                },
            ), migrations.CreateModel(
                name='Supporter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('name', models.CharField(max_length=200, verbose_name='full name')),
                    ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('sees_support', models.BooleanField(default=False, verbose_name='my support needs')),
                    ('sees_reach', models.BooleanField(default=False, verbose_name='how to reach me')),
                    ('state', models.CharField(choices=[('invited', 'Invited'), ('active', 'Helps'), ('declined', 'Said no'), ('ended', 'Ended')], default='invited', max_length=10)),
                    ('invited_at', models.DateTimeField()),
                    ('through', models.CharField(choices=[('account', 'In their account'), ('link', 'By their link'), ('phone', 'By phone'), ('post', 'By letter'), ('in_person', 'In person')], max_length=10)),
                    ('from_on', models.DateField()),
                    ('until_on', models.DateField(verbose_name='until')),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('seen_at', models.DateTimeField(blank=True, null=True)),
                    ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supporters', to='partners.partner')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('from_on'))), name='a_supporter_ends_after_they_begin'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state', 'ended')), models.Q(models.Q(('state', 'ended'), _negated=True), ('ended_at__isnull', True)), _connector='OR'), name='an_ended_supporter_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('noted_by__isnull', True), ('through__in', ['account', 'link'])), models.Q(('noted_by__isnull', False), ('through__in', ('phone', 'post', 'in_person'))), _connector='OR'), name='a_supporter_says_who_wrote_it_down'), models.UniqueConstraint(condition=models.Q(('state__in', ['invited', 'active'])), fields=('partner', 'email'), name='a_supporter_is_invited_once_at_a_time')],
                },
            ), migrations.CreateModel(
                name='MessageChoice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('topic', models.CharField(choices=[('meetings', 'Meetings'), ('papers', 'Papers and minutes'), ('groups', 'My groups and seats'), ('voice', 'What I said, and what became of it'), ('promises', 'Promises and decisions'), ('plans', 'Plans and the Forum'), ('toolkit', 'The toolkit'), ('joining', 'Joining and being put forward'), ('support', 'My support and how I am'), ('stages', 'Stages and standards'), ('account', 'My account and my data')], max_length=10)),
                    ('must', models.BooleanField()),
                    ('pace', models.CharField(choices=[('at_once', 'At once'), ('daily', 'Once a day, together'), ('weekly', 'Once a week, together'), ('off', 'Not at all')], max_length=10)),
                    ('at', models.DateTimeField()),
                    ('through', models.CharField(choices=[('account', 'In their account'), ('link', 'By their link'), ('phone', 'By phone'), ('post', 'By letter'), ('in_person', 'In person')], default='account', max_length=10)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='message_choices', to='partners.partner')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('partner', 'topic', 'must'), name='a_topic_is_chosen_once'), models.CheckConstraint(condition=models.Q(('must', False), models.Q(('pace', 'off'), _negated=True), _connector='OR'), name='what_must_be_sent_is_not_off')],
                },
            ), migrations.CreateModel(
                name='SentMessage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                    ('subject', models.CharField(max_length=300)),
                    ('text', models.TextField()),
                    ('path', models.CharField(blank=True, max_length=300)),
                    ('channel', models.CharField(choices=[('email', 'E-mail'), ('text', 'Text message'), ('phone', 'Phone'), ('relay', 'Phone, through Relay UK'), ('post', 'Post')], max_length=10)),
                    ('at', models.DateTimeField()),
                    ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='copy', to='post.message')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='partners.partner')),
                ],
                options={
                    'indexes': [models.Index(fields=['partner', '-at'], name='messages_of_a_person'), models.Index(fields=['at'], name='messages_by_age')],
                },
            )],
        ),
    ]
