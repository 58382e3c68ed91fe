# The image: one program of Python, no package of the system beside the base's. docs/operations.md says how to run it.
# An installation that must be reproducible to the byte pins the base by digest: docker build --build-arg BASE=...
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS build
COPY requirements.txt requirements-boundaries.txt /
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --requirement /requirements.txt --requirement /requirements-boundaries.txt

FROM ${BASE}
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
ENV DEBUG=0 MEDIA_ROOT=/srv/media STATIC_ROOT=/srv/static
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin cipol && install --directory --owner=cipol /srv/media
COPY --from=build /venv /venv
WORKDIR /srv/cipol
COPY . .
RUN python -m cipol.catalogues
# The secret is needed to start and not kept: the files collected do not depend on it.
RUN SECRET_KEY=for-this-step-only python manage.py collectstatic --noinput --verbosity 0
USER cipol
VOLUME /srv/media
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s CMD ["python", "-m", "cipol.container_check"]
CMD ["gunicorn", "--config", "python:cipol.gunicorn", "cipol.wsgi"]
