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
