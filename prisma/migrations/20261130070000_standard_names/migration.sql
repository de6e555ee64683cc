-- The roll-up and reads lock these tables in any order. To prevent deadlocks, all of them are locked at once, or none and again.
DO $$
BEGIN
  SET LOCAL lock_timeout = '200ms';
  LOOP
    BEGIN
      LOCK TABLE "usage_minute", "usage_hour", "usage_day", "usage_week", "usage_month" IN ACCESS EXCLUSIVE MODE;
      EXIT;
    EXCEPTION WHEN lock_not_available THEN
      PERFORM pg_sleep(0.2);
    END;
  END LOOP;
  SET LOCAL lock_timeout = 0;
END
$$;

-- Changes no row. A process of an earlier release that still runs neither rolls up nor reads usage; what it counts is kept.
ALTER TYPE "usage_cut" RENAME TO "usage_rollup";

ALTER TABLE "usage_minute" RENAME COLUMN "cut" TO "rollup";
ALTER TABLE "usage_hour" RENAME COLUMN "cut" TO "rollup";
ALTER TABLE "usage_day" RENAME COLUMN "cut" TO "rollup";
ALTER TABLE "usage_week" RENAME COLUMN "cut" TO "rollup";
ALTER TABLE "usage_month" RENAME COLUMN "cut" TO "rollup";

ALTER INDEX "usage_month_organization_id_project_id_entity_cut_month_cou_idx"
  RENAME TO "usage_month_organization_id_project_id_entity_rollup_month__idx";

-- From PostgreSQL 18 on, NOT NULL has names too.
DO $$
DECLARE
  former RECORD;
BEGIN
  FOR former IN
    SELECT conrelid::regclass AS of_table, conname AS name FROM pg_constraint
    WHERE conrelid IN ('usage_minute'::regclass, 'usage_hour'::regclass, 'usage_day'::regclass, 'usage_week'::regclass,
      'usage_month'::regclass) AND conname LIKE 'usage\_%\_cut\_not\_null'
  LOOP
    EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', former.of_table, former.name,
      replace(former.name, '_cut_', '_rollup_'));
  END LOOP;
END
$$;

-- Inserts the delivery of an event to one subscription. A function, because statements that create projects and keys call it once
-- for each subscription to the event: without one, they do not even open the table. Waits for a subscription that is being deleted,
-- and then skips it. The id is as random as that of the event. `webhook_tell` does the same for processes of earlier releases.
CREATE FUNCTION "enqueue_webhook_delivery"(
  organization_id TEXT, subscription_id TEXT, event_id TEXT, event_type TEXT, payload TEXT, happened_at TIMESTAMPTZ
) RETURNS TEXT LANGUAGE sql AS $$
  INSERT INTO "webhook_delivery" (
    "organization_id", "project_id", "subscription_id", "id",
    "event_id", "event_type", "payload", "next_attempt_at", "created_at"
  )
  SELECT
    subscription."organization_id", subscription."project_id", subscription."id",
    'whd_' || translate(left(encode(sha256(convert_to($2 || $3, 'UTF8')), 'base64'), 16), '+/', 'xy'),
    $3, $4, $5, now(), $6
  FROM "webhook_subscription" AS subscription
  WHERE subscription."organization_id" = $1 AND subscription."id" = $2
  FOR KEY SHARE
  RETURNING "id"
$$;
