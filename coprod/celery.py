"""The queue and the clock: Celery, told to read our settings and to find each wing's tasks."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coprod.settings")
app = Celery("coprod")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.imports = ("coprod.kit.tasks", "coprod.post.tasks", "programmes.stages.tasks", "programmes.nominations.tasks",
                    "programmes.messages.tasks")
