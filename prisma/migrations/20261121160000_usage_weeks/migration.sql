-- Whoever folds just now ends first, and nobody begins before this is done.
SELECT pg_advisory_xact_lock(72707370);

-- CreateTable
CREATE TABLE "usage_week" (
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
    "duration_ms" BIGINT NOT NULL
);

-- What was folded so far. Sessions are not kept in weeks.
INSERT INTO "usage_week"
SELECT "organization_id", "project_id", "entity", "cut", date_bin('7 days', "bucket", '2001-01-01T00:00:00Z'), "tool_slug", "toolkit_slug",
  "connected_account_id", "user_id", '', "api_key_id", sum("count"), sum("error_count"), sum("duration_ms")
FROM "usage_day"
WHERE "cut" <> 'SESSION'
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 11;

ALTER TABLE "usage_week" ADD CONSTRAINT "usage_week_pkey" PRIMARY KEY ("organization_id","project_id","entity","cut","bucket","tool_slug","toolkit_slug","connected_account_id","user_id","session_id","api_key_id");

-- Three more cuts, in steps of ten minutes. GROUPING() has a bit for each column that a set leaves out.
INSERT INTO "usage_minute"
SELECT "organization_id", "project_id", "entity",
  CASE GROUPING("tool_slug", "toolkit_slug", "api_key_id") WHEN 1 THEN 'TOOL' WHEN 5 THEN 'TOOLKIT' ELSE 'API_KEY' END::"usage_cut",
  date_bin('10 minutes', "bucket", '2001-01-01T00:00:00Z'), coalesce("tool_slug", ''), coalesce("toolkit_slug", ''), '', '', '',
  coalesce("api_key_id", ''), sum("count"), sum("error_count"), sum("duration_ms")
FROM "usage_minute"
WHERE "cut" = 'ALL'
GROUP BY 1, 2, 3, 5, GROUPING SETS (("tool_slug", "toolkit_slug"), ("toolkit_slug"), ("api_key_id"));

-- Only the fold asks for it. A process of an older release that still runs would fold into what it knows, and leave the rest
-- behind for good: now it cannot fold, and what it counts is folded by the others.
ALTER TABLE "usage_pending" RENAME COLUMN "id" TO "position";
ALTER SEQUENCE "usage_pending_id_seq" RENAME TO "usage_pending_position_seq";
-- A constraint with a name only since PostgreSQL 18.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'usage_pending'::regclass AND conname = 'usage_pending_id_not_null') THEN
    ALTER TABLE "usage_pending" RENAME CONSTRAINT "usage_pending_id_not_null" TO "usage_pending_position_not_null";
  END IF;
END $$;

-- sum(bigint) goes on beyond a bigint, and takes twice the time and memory of each group for it. This one fails there.
CREATE AGGREGATE usage_sum(bigint) (SFUNC = int8pl, STYPE = bigint, COMBINEFUNC = int8pl, INITCOND = '0', PARALLEL = SAFE);
