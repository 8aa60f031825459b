"""Our own application behind the probe."""

from django.core.wsgi import get_wsgi_application

from tests.bench.probe import probed

application = probed(get_wsgi_application())
