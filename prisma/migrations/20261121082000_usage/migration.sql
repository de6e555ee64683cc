-- CreateEnum
CREATE TYPE "usage_entity" AS ENUM ('TOOL_CALL', 'SESSION');

-- CreateEnum
CREATE TYPE "usage_cut" AS ENUM ('TOTAL', 'TOOL', 'TOOLKIT', 'CONNECTED_ACCOUNT', 'USER', 'SESSION', 'API_KEY', 'ALL');

-- CreateTable
CREATE TABLE "usage_pending" (
    "id" BIGSERIAL NOT NULL,
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "entity" "usage_entity" NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "tool_slug" TEXT NOT NULL,
    "toolkit_slug" TEXT NOT NULL,
    "connected_account_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "count" BIGINT NOT NULL,
    "error_count" BIGINT NOT NULL,
    "duration_ms" BIGINT NOT NULL,

    CONSTRAINT "usage_pending_pkey" PRIMARY KEY ("id")
);

-- CreateTable. Its partitions are made by whoever folds: until then no row comes here.
CREATE TABLE "usage_minute" (
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "entity" "usage_entity" NOT NULL,
    "cut" "usage_cut" NOT NULL,
    "bucket" TIMESTAMPTZ(3) NOT NULL,
    "tool_slug" TEXT NOT NULL,
    "toolkit_slug" TEXT NOT NULL,
    "connected_account_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "count" BIGINT NOT NULL,
    "error_count" BIGINT NOT NULL,
    "duration_ms" BIGINT NOT NULL,

    CONSTRAINT "usage_minute_pkey" PRIMARY KEY ("organization_id","project_id","entity","cut","bucket","tool_slug","toolkit_slug","connected_account_id","user_id","session_id","api_key_id")
) PARTITION BY RANGE ("bucket");

-- CreateTable
CREATE TABLE "usage_hour" (
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "entity" "usage_entity" NOT NULL,
    "cut" "usage_cut" NOT NULL,
    "bucket" TIMESTAMPTZ(3) NOT NULL,
    "tool_slug" TEXT NOT NULL,
    "toolkit_slug" TEXT NOT NULL,
    "connected_account_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "count" BIGINT NOT NULL,
    "error_count" BIGINT NOT NULL,
    "duration_ms" BIGINT NOT NULL,

    CONSTRAINT "usage_hour_pkey" PRIMARY KEY ("organization_id","project_id","entity","cut","bucket","tool_slug","toolkit_slug","connected_account_id","user_id","session_id","api_key_id")
);

-- CreateTable
CREATE TABLE "usage_day" (
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "entity" "usage_entity" NOT NULL,
    "cut" "usage_cut" NOT NULL,
    "bucket" TIMESTAMPTZ(3) NOT NULL,
    "tool_slug" TEXT NOT NULL,
    "toolkit_slug" TEXT NOT NULL,
    "connected_account_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "count" BIGINT NOT NULL,
    "error_count" BIGINT NOT NULL,
    "duration_ms" BIGINT NOT NULL,

    CONSTRAINT "usage_day_pkey" PRIMARY KEY ("organization_id","project_id","entity","cut","bucket","tool_slug","toolkit_slug","connected_account_id","user_id","session_id","api_key_id")
);

-- CreateIndex
CREATE INDEX "usage_pending_organization_id_project_id_minute_idx" ON "usage_pending"("organization_id", "project_id", "minute");

-- CreateIndex
CREATE INDEX "usage_hour_tool_idx" ON "usage_hour"("organization_id", "project_id", "tool_slug", "bucket") WHERE (cut = 'ALL'::usage_cut);

-- CreateIndex
CREATE INDEX "usage_hour_connected_account_idx" ON "usage_hour"("organization_id", "project_id", "connected_account_id", "bucket") WHERE (cut = 'ALL'::usage_cut);

-- CreateIndex
CREATE INDEX "usage_hour_user_idx" ON "usage_hour"("organization_id", "project_id", "user_id", "bucket") WHERE (cut = 'ALL'::usage_cut);

-- CreateIndex
CREATE INDEX "usage_hour_session_idx" ON "usage_hour"("organization_id", "project_id", "session_id", "bucket") WHERE (cut = 'ALL'::usage_cut);

-- What was recorded so far counts too. Of which keys, nobody knows.
INSERT INTO "usage_pending" (
  "organization_id", "project_id", "entity", "minute", "tool_slug", "toolkit_slug", "connected_account_id", "user_id",
  "session_id", "api_key_id", "count", "error_count", "duration_ms"
)
SELECT "organization_id", "project_id", 'TOOL_CALL'::"usage_entity", date_trunc('minute', "called_at"), "tool_slug", "toolkit_slug",
  coalesce("connected_account_id", ''), coalesce("user_id", ''), coalesce("session_id", ''), '',
  count(*), count(*) FILTER (WHERE "status" = 'ERROR'), sum("duration_ms")
FROM "tool_call_log"
GROUP BY 1, 2, 4, 5, 6, 7, 8, 9
UNION ALL
SELECT "organization_id", "project_id", 'SESSION'::"usage_entity", date_trunc('minute', "created_at"), '', '', '', "user_id", "id", '', 1, 0, 0
FROM "session";
