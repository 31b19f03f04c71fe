# The bot with all that it needs. State lives in /var/lib/packhorse; nothing else is written
# but /tmp. `docker build --build-arg PROVIDER=anthropic .` adds a model's provider.
FROM python:3.13-slim
ARG PROVIDER=
WORKDIR /opt/packhorse
COPY requirements*.txt ./
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements.txt \
    && if [ -n "$PROVIDER" ]; then \
         pip install --no-cache-dir --no-deps --require-hashes -r "requirements-$PROVIDER.txt"; \
       fi
COPY pyproject.toml README.md LICENSE app.py ./
COPY bot bot
COPY indexer indexer
COPY prompts prompts
RUN pip install --no-cache-dir --no-deps . \
    && useradd --system --uid 10001 --home-dir /var/lib/packhorse --create-home packhorse
USER packhorse
ENV PACKHORSE_HOME=/var/lib/packhorse PACKHORSE_HOST=0.0.0.0
VOLUME /var/lib/packhorse
EXPOSE 3000
# In Socket Mode no port is open: then the process itself is the sign of life.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-c", \
  "import os, urllib.request as r; os.environ.get('SLACK_APP_TOKEN') or r.urlopen('http://127.0.0.1:' + os.environ.get('PACKHORSE_PORT', '3000') + '/healthz', timeout=4)"]
ENTRYPOINT ["packhorse"]
CMD ["serve"]
