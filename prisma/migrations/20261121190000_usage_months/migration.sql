-- Whoever folds just now ends first, and nobody begins before this is done.
SELECT pg_advisory_xact_lock(72707370);

-- CreateTable
CREATE TABLE "usage_month" (
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "entity" "usage_entity" NOT NULL,
    "cut" "usage_cut" NOT NULL,
    "month" TIMESTAMPTZ(3) NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "count" BIGINT NOT NULL,
    "error_count" BIGINT NOT NULL,
    "duration_ms" BIGINT NOT NULL
);

-- What was folded so far. Days know every cut that months have, and in each of them no dimension but its own, or beside a tool its
-- toolkit.
INSERT INTO "usage_month"
SELECT "organization_id", "project_id", "entity", "cut", date_trunc('month', "bucket", 'UTC'),
  CASE "cut" WHEN 'TOOL' THEN "tool_slug" ELSE "toolkit_slug" || "connected_account_id" || "user_id" || "session_id" || "api_key_id" END,
  sum("count"), sum("error_count"), sum("duration_ms")
FROM "usage_day"
GROUP BY 1, 2, 3, 4, 5, 6;

-- Before the primary key: of two indexes that seem equally good, as in an empty table, PostgreSQL takes the one that was made last.
-- To look for a key this one would be a bad choice, and the plan may be kept.
CREATE INDEX "usage_month_organization_id_project_id_entity_cut_month_cou_idx" ON "usage_month"("organization_id", "project_id", "entity", "cut", "month", "count" DESC, "key");

ALTER TABLE "usage_month" ADD CONSTRAINT "usage_month_pkey" PRIMARY KEY ("organization_id","project_id","entity","cut","month","key");

-- Only the fold asks for it. A process of an older release that still runs would fold and leave the months out for good: now it
-- cannot fold, and what it counts is folded by the others.
ALTER TABLE "usage_pending" RENAME COLUMN "position" TO "ordinal";
ALTER SEQUENCE "usage_pending_position_seq" RENAME TO "usage_pending_ordinal_seq";
-- A constraint with a name only since PostgreSQL 18.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'usage_pending'::regclass AND conname = 'usage_pending_position_not_null') THEN
    ALTER TABLE "usage_pending" RENAME CONSTRAINT "usage_pending_position_not_null" TO "usage_pending_ordinal_not_null";
  END IF;
END $$;
