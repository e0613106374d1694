"""News and notices, deadlines as a part of pages, and a text to search in."""

import django.db.models.deletion
import django.utils.timezone
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0002_editors_rooms'),
        ('portal', '0004_edition'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='NewsIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two plain sentences that say what this page is for.', max_length=300, verbose_name='lead')),
                ('search_text', models.TextField(blank=True, default='', editable=False)),
            ],
            options={
                'verbose_name': 'news and notices',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.AddField(
            model_name='guidepage',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='homepage',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='plainpage',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='privacypage',
            name='search_text',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.AlterField(
            model_name='guidepage',
            name='body',
            field=wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('steps', 2), ('promises', 3), ('note', 7), ('question', 10), ('table', 13), ('picture', 16), ('deadlines', 17)], blank=True, block_lookup={0: ('portal.blocks.HeadingBlock', (), {}), 1: ('portal.blocks.ParagraphBlock', (), {}), 2: ('portal.blocks.StepsBlock', (), {}), 3: ('portal.blocks.PromisesBlock', (), {}), 4: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Good to know'), ('success', 'Promise or good news'), ('warning', 'Take care')], 'label': 'Kind'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 80, 'required': False}), 6: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'rows': 3}), 7: ('wagtail.blocks.StructBlock', [[('kind', 4), ('title', 5), ('text', 6)]], {}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 160}), 9: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ul', 'ol'], 'label': 'Answer'}), 10: ('wagtail.blocks.StructBlock', [[('question', 8), ('answer', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Text', 'required': False}), 12: ('wagtail.blocks.DecimalBlock', (), {'label': 'Number', 'required': False}), 13: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 11), ('number', 12)]], {}), 14: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Image'}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 160, 'required': False}), 16: ('wagtail.blocks.StructBlock', [[('image', 14), ('caption', 15)]], {}), 17: ('home.blocks.DeadlinesBlock', (), {})}, verbose_name='text'),
        ),
        migrations.AlterField(
            model_name='homepage',
            name='body',
            field=wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('steps', 2), ('promises', 3), ('note', 7), ('question', 10), ('table', 13), ('picture', 16), ('deadlines', 17)], blank=True, block_lookup={0: ('portal.blocks.HeadingBlock', (), {}), 1: ('portal.blocks.ParagraphBlock', (), {}), 2: ('portal.blocks.StepsBlock', (), {}), 3: ('portal.blocks.PromisesBlock', (), {}), 4: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Good to know'), ('success', 'Promise or good news'), ('warning', 'Take care')], 'label': 'Kind'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 80, 'required': False}), 6: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'rows': 3}), 7: ('wagtail.blocks.StructBlock', [[('kind', 4), ('title', 5), ('text', 6)]], {}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 160}), 9: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ul', 'ol'], 'label': 'Answer'}), 10: ('wagtail.blocks.StructBlock', [[('question', 8), ('answer', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Text', 'required': False}), 12: ('wagtail.blocks.DecimalBlock', (), {'label': 'Number', 'required': False}), 13: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 11), ('number', 12)]], {}), 14: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Image'}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 160, 'required': False}), 16: ('wagtail.blocks.StructBlock', [[('image', 14), ('caption', 15)]], {}), 17: ('home.blocks.DeadlinesBlock', (), {})}, verbose_name='further down'),
        ),
        migrations.AlterField(
            model_name='plainpage',
            name='body',
            field=wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('steps', 2), ('promises', 3), ('note', 7), ('question', 10), ('table', 13), ('picture', 16), ('deadlines', 17)], blank=True, block_lookup={0: ('portal.blocks.HeadingBlock', (), {}), 1: ('portal.blocks.ParagraphBlock', (), {}), 2: ('portal.blocks.StepsBlock', (), {}), 3: ('portal.blocks.PromisesBlock', (), {}), 4: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Good to know'), ('success', 'Promise or good news'), ('warning', 'Take care')], 'label': 'Kind'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 80, 'required': False}), 6: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'rows': 3}), 7: ('wagtail.blocks.StructBlock', [[('kind', 4), ('title', 5), ('text', 6)]], {}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 160}), 9: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ul', 'ol'], 'label': 'Answer'}), 10: ('wagtail.blocks.StructBlock', [[('question', 8), ('answer', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Text', 'required': False}), 12: ('wagtail.blocks.DecimalBlock', (), {'label': 'Number', 'required': False}), 13: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 11), ('number', 12)]], {}), 14: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Image'}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 160, 'required': False}), 16: ('wagtail.blocks.StructBlock', [[('image', 14), ('caption', 15)]], {}), 17: ('home.blocks.DeadlinesBlock', (), {})}, verbose_name='text'),
        ),
        migrations.CreateModel(
            name='NewsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two plain sentences that say what this page is for.', max_length=300, verbose_name='lead')),
                ('search_text', models.TextField(blank=True, default='', editable=False)),
                ('section', models.CharField(choices=[('news', 'News'), ('notice', 'Notice')], default='news', max_length=8, verbose_name='section')),
                ('published_on', models.DateField(default=django.utils.timezone.localdate, help_text='The day that stands on the page; the list goes by it.', verbose_name='date')),
                ('picture_alt', models.CharField(blank=True, help_text='For those who cannot see it; empty when it only decorates.', max_length=160, verbose_name='what the picture shows')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('steps', 2), ('promises', 3), ('note', 7), ('question', 10), ('table', 13), ('picture', 16), ('deadlines', 17)], blank=True, block_lookup={0: ('portal.blocks.HeadingBlock', (), {}), 1: ('portal.blocks.ParagraphBlock', (), {}), 2: ('portal.blocks.StepsBlock', (), {}), 3: ('portal.blocks.PromisesBlock', (), {}), 4: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Good to know'), ('success', 'Promise or good news'), ('warning', 'Take care')], 'label': 'Kind'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 80, 'required': False}), 6: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'rows': 3}), 7: ('wagtail.blocks.StructBlock', [[('kind', 4), ('title', 5), ('text', 6)]], {}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 160}), 9: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ul', 'ol'], 'label': 'Answer'}), 10: ('wagtail.blocks.StructBlock', [[('question', 8), ('answer', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Text', 'required': False}), 12: ('wagtail.blocks.DecimalBlock', (), {'label': 'Number', 'required': False}), 13: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 11), ('number', 12)]], {}), 14: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Image'}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 160, 'required': False}), 16: ('wagtail.blocks.StructBlock', [[('image', 14), ('caption', 15)]], {}), 17: ('home.blocks.DeadlinesBlock', (), {})}, verbose_name='text')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='portal.portalimage', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'news',
                'verbose_name_plural': 'news',
            },
            bases=('wagtailcore.page',),
        ),
    ]
