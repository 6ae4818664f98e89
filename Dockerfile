# Tandem for production. Each process is the same image with another command: see docker-compose.yml.

FROM python:3.13-slim AS packages
RUN python -m venv /opt/venv
COPY requirements/production.txt /tmp/production.txt
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r /tmp/production.txt

FROM python:3.13-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-inter \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /tmp --shell /usr/sbin/nologin tandem \
    && install -d -o tandem /data/media
ENV VIRTUAL_ENV=/opt/venv \
    PATH=/opt/venv/bin:$PATH \
    HOME=/tmp \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=prm.settings.prod \
    MEDIA_ROOT=/data/media
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY . .
# The key signs nothing here: collecting static files only needs the settings to load.
RUN SECRET_KEY=unused ALLOWED_HOSTS=localhost BASE_URL=http://localhost python manage.py collectstatic --no-input \
    && python -m compileall -q .
USER tandem
VOLUME /data/media
EXPOSE 8000
CMD ["bin/serve", "web"]
