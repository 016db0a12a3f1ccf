# syntax=docker/dockerfile:1

# Everything the bot keeps lies in /data, so the root file system may be read-only:
#   docker run --read-only --tmpfs /tmp --volume jobbroker:/data --env JOBBROKER_TOKEN jobbroker

FROM python:3.13-slim-trixie AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
# The environment that runs has no pip of its own; the one that builds stays behind in this stage.
RUN python -m venv --without-pip /opt/jobbroker && python -m venv /opt/build
COPY requirements.txt requirements-build.txt ./
RUN /opt/build/bin/pip --python /opt/jobbroker/bin/python install --require-hashes -r requirements.txt \
    && /opt/build/bin/pip install --require-hashes -r requirements-build.txt
# Babel brings a thousand locales; the bot speaks six languages.
RUN find /opt/jobbroker/lib/python3.13/site-packages/babel/locale-data -name '*.dat' \
    ! -name root.dat ! -name 'en*' ! -name 'sv*' ! -name 'de*' ! -name 'el*' ! -name 'es*' ! -name 'is*' -delete
COPY pyproject.toml hatch_build.py README.md ./
COPY content content
COPY migrations migrations
COPY bot bot
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
    && /opt/build/bin/pip --python /opt/jobbroker/bin/python install --no-deps /wheels/*.whl

FROM python:3.13-slim-trixie
LABEL org.opencontainers.image.title="jobbroker" \
      org.opencontainers.image.description="A Telegram bot that leads trainee job brokers from self-assessment to an assessable portfolio"
RUN useradd --system --uid 10001 --no-create-home --home-dir /data jobbroker \
    && install --directory --owner=jobbroker --group=jobbroker --mode=0750 /data
COPY --from=build /opt/jobbroker /opt/jobbroker
ENV PATH=/opt/jobbroker/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    JOBBROKER_DATA=/data
WORKDIR /data
VOLUME /data
USER 10001
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s --retries=3 \
    CMD ["jobbroker", "doctor", "--quick"]
ENTRYPOINT ["jobbroker"]
CMD ["run"]
