FROM python:3.11-slim
ENV COPROD_NO_BOOTSTRAP=1 PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --uid 10001 --create-home coprod && install -d -o coprod /var/lib/coprod
WORKDIR /srv/coprod
COPY coprod/requirements/run.txt coprod/requirements/run.txt
RUN pip install --no-cache-dir --require-hashes -r coprod/requirements/run.txt
COPY . .
# The static files are gathered into the image; uploads live in the volume /var/lib/coprod.
RUN COPROD_VAR=/tmp/build COPROD_STATIC=/srv/static python manage.py collectstatic --no-input && rm -r /tmp/build
ENV COPROD_VAR=/var/lib/coprod COPROD_STATIC=/srv/static
USER coprod
EXPOSE 8000
CMD ["gunicorn", "coprod.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--max-requests", "1000", "--max-requests-jitter", "100", "--no-control-socket"]
