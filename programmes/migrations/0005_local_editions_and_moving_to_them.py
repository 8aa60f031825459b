import coprod.kit.refs
import django.db.models.deletion
from django.db import migrations, models


ROWS = ("programmes_addedstandard", "programmes_changedwording")
WORDS = "A published edition does not change any more."
POSTGRESQL = f"""
CREATE FUNCTION a_published_edition_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'published' THEN RAISE EXCEPTION '{WORDS}'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION what_is_published_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM programmes_localedition WHERE id = OLD.edition_id AND state = 'published')
  THEN RAISE EXCEPTION '{WORDS}'; END IF;
  IF TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM programmes_localedition WHERE id = NEW.edition_id AND state = 'published')
  THEN RAISE EXCEPTION '{WORDS}'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_published_edition_stands BEFORE UPDATE OR DELETE ON programmes_localedition
FOR EACH ROW EXECUTE FUNCTION a_published_edition_stands();
""" + "".join(f"""
CREATE TRIGGER what_is_published_stands BEFORE INSERT OR UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION what_is_published_stands();
""" for table in ROWS)
POSTGRESQL_BACK = "".join(f"DROP TRIGGER what_is_published_stands ON {table};" for table in ROWS) + """
DROP TRIGGER a_published_edition_stands ON programmes_localedition;
DROP FUNCTION what_is_published_stands(); DROP FUNCTION a_published_edition_stands();
"""
_IS_PUBLISHED = "EXISTS (SELECT 1 FROM programmes_localedition WHERE id = {row}.edition_id AND state = 'published')"
_REFUSE = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
SQLITE = [
    *(f"CREATE TRIGGER programmes_localedition_refuses_{verb} BEFORE {verb} ON programmes_localedition WHEN OLD.state = 'published' {_REFUSE}"
      for verb in ("update", "delete")),
    *(f"CREATE TRIGGER {table}_refuses_{verb} BEFORE {verb} ON {table} WHEN {when} {_REFUSE}"
      for table in ROWS for verb, when in (
          ("insert", _IS_PUBLISHED.format(row="NEW")), ("delete", _IS_PUBLISHED.format(row="OLD")),
          ("update", _IS_PUBLISHED.format(row="NEW") + " OR " + _IS_PUBLISHED.format(row="OLD")))),
]
SQLITE_BACK = [sql.split(" BEFORE ")[0].replace("CREATE", "DROP") for sql in SQLITE]


def guard(apps, schema_editor):
    """The database itself refuses to change or remove what is published."""
    for sql in [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(sql)


def unguard(apps, schema_editor):
    for sql in [POSTGRESQL_BACK] if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(sql)


def keep_the_edition_of_the_programme(apps, schema_editor):
    """Every stage asks under the edition that its programme had, and was answered in its words."""
    programme, stage, answer = (apps.get_model("programmes", name) for name in ("Programme", "Stage", "Answer"))
    for number in programme.objects.exclude(edition=1).order_by().values_list("edition", flat=True).distinct():
        stage.objects.filter(programme__edition=number).update(edition=number)
        answer.objects.filter(stage__programme__edition=number).update(worded_in=number)


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0001_people_organisations_groups_and_seats'),
        ('programmes', '0004_standards_done_another_way'),
    ]

    operations = [
        migrations.AddField(
            model_name='answer',
            name='asked',
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name='answer',
            name='worded_in',
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name='stage',
            name='edition',
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.CreateModel(
            name='LocalEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True, unique=True, verbose_name='number')),
                ('name', models.CharField(help_text='Everybody in a programme reads it, such as “Easy read first”.', max_length=90, verbose_name='name')),
                ('about', models.TextField(help_text='Managers and lay co-chairs read it before they agree to move.', max_length=2000, verbose_name='what is different, and why?')),
                ('based_on', models.PositiveSmallIntegerField(default=1, verbose_name='edition that it begins from')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published: it does not change any more')], default='draft', max_length=10, verbose_name='state')),
                ('begun_at', models.DateTimeField(verbose_name='begun')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner', verbose_name='begun by')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner', verbose_name='published by')),
            ],
            options={
                'verbose_name': 'local edition of the catalogue',
                'verbose_name_plural': 'local editions of the catalogue',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('number__gte', 101), ('published_at__isnull', False), ('published_by__isnull', False), ('state', 'published')), models.Q(('number__isnull', True), ('published_at__isnull', True), ('published_by__isnull', True), ('state', 'draft')), _connector='OR'), name='a_published_edition_says_its_number_who_and_when'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ChangedWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                ('code', models.CharField(max_length=6, verbose_name='standard')),
                ('question', models.CharField(blank=True, help_text='Leave it empty to keep the question.', max_length=250, verbose_name='new question')),
                ('evidence', models.CharField(blank=True, help_text='Leave it empty to keep it.', max_length=120, verbose_name='what typically shows it now')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='programmes.localedition')),
            ],
            options={
                'verbose_name': 'changed wording',
                'verbose_name_plural': 'changed wordings',
                'constraints': [
                    models.UniqueConstraint(fields=('edition', 'code'), name='an_edition_words_a_standard_once', violation_error_message='This standard is listed twice. Write both changes into one.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('question', ''), _negated=True), models.Q(('evidence', ''), _negated=True), _connector='OR'), name='a_changed_wording_changes_something', violation_error_message='Write another question, or other evidence.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AddedStandard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                ('stage', models.CharField(max_length=4, verbose_name='stage')),
                ('code', models.CharField(editable=False, max_length=6, unique=True, verbose_name='code')),
                ('short', models.CharField(help_text='For lists and messages, such as “Papers also in easy read”.', max_length=60, verbose_name='in a few words')),
                ('question', models.CharField(help_text='What was done, by whom, when? Never: was it good?', max_length=250, verbose_name='question')),
                ('evidence', models.CharField(max_length=120, verbose_name='what typically shows it')),
                ('by', models.JSONField(default=list, verbose_name='who does it or answers for it')),
                ('klass', models.CharField(choices=[('core', 'Core: the thing itself must happen'), ('tailor', 'May be done another way'), ('waive', 'May be left out, with a reason')], max_length=10, verbose_name='how far may it be adapted?')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='added', to='programmes.localedition')),
            ],
            options={
                'verbose_name': 'added standard',
                'verbose_name_plural': 'added standards',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('stage', ''), _negated=True), models.Q(('short', ''), _negated=True), models.Q(('question', ''), _negated=True), models.Q(('evidence', ''), _negated=True), models.Q(('klass', ''), _negated=True)), name='an_added_standard_is_whole'),
                ],
            },
        ),
        migrations.CreateModel(
            name='EditionMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.SlugField(default=coprod.kit.refs.new_ref, editable=False, max_length=20, unique=True)),
                ('was', models.PositiveSmallIntegerField()),
                ('will_be', models.PositiveSmallIntegerField()),
                ('why', models.TextField(max_length=2000, verbose_name='why?')),
                ('state', models.CharField(choices=[('proposed', 'Proposed: waiting for the other side'), ('moved', 'Agreed: the programme has moved'), ('refused', 'Refused'), ('withdrawn', 'Taken back')], default='proposed', max_length=10)),
                ('side', models.CharField(choices=[('staff', 'Staff'), ('lay', 'Lay partners')], max_length=6)),
                ('proposed_role', models.CharField(max_length=10)),
                ('proposed_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_role', models.CharField(blank=True, max_length=10)),
                ('because', models.TextField(blank=True, max_length=2000, verbose_name='why not?')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='edition_moves', to='programmes.programme')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('programme',), name='one_move_is_proposed_at_a_time'), models.CheckConstraint(condition=models.Q(('will_be__gt', models.F('was'))), name='a_programme_moves_to_a_newer_edition'), models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='who_proposes_to_move_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True), ('state', 'proposed')), models.Q(models.Q(('state', 'proposed'), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='an_answered_move_says_who_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('because', ''), _negated=True), _connector='OR'), name='who_refuses_to_move_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['moved', 'refused']), _negated=True), models.Q(('answered_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='nobody_agrees_to_their_own_move')],
            },
        ),
        migrations.RunPython(guard, unguard),
        migrations.RunPython(keep_the_edition_of_the_programme, migrations.RunPython.noop),
    ]
