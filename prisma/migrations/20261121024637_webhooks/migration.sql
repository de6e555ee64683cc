-- CreateEnum
CREATE TYPE "webhook_delivery_status" AS ENUM ('PENDING', 'SUCCEEDED', 'FAILED');

-- CreateTable
CREATE TABLE "webhook_subscription" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT,
    "url" TEXT NOT NULL,
    "events" TEXT[],
    "description" TEXT,
    "enabled" BOOLEAN NOT NULL,
    "secret" BYTEA NOT NULL,
    "previous_secret" BYTEA,
    "previous_secret_expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_subscription_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT,
    "subscription_id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "event_type" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "status" "webhook_delivery_status" NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "response_status" INTEGER,
    "error" TEXT,
    "last_attempt_at" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE INDEX "webhook_subscription_organization_id_project_id_created_at__idx" ON "webhook_subscription"("organization_id", "project_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "webhook_delivery_organization_id_subscription_id_created_at_idx" ON "webhook_delivery"("organization_id", "subscription_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "webhook_delivery_organization_id_subscription_id_status_cre_idx" ON "webhook_delivery"("organization_id", "subscription_id", "status", "created_at", "id");

-- CreateIndex
CREATE INDEX "webhook_delivery_pending_idx" ON "webhook_delivery"("next_attempt_at") WHERE (status = 'PENDING'::webhook_delivery_status);

-- CreateIndex
CREATE INDEX "webhook_delivery_created_at_idx" ON "webhook_delivery"("created_at");

-- AddForeignKey
ALTER TABLE "webhook_subscription" ADD CONSTRAINT "webhook_subscription_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_subscription" ADD CONSTRAINT "webhook_subscription_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "project"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_organization_id_subscription_id_fkey" FOREIGN KEY ("organization_id", "subscription_id") REFERENCES "webhook_subscription"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Puts an event on its way to one subscription. A function, because statements that create projects and keys call it once
-- for each subscription that wants the event: where there is none, they do not even open the table that this writes to.
-- A subscription that is being deleted is waited for and then left out. The id is as random as that of the event.
CREATE FUNCTION "webhook_tell"(
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

-- Every pending delivery has a job of the queue, due when the delivery is and written in the same transaction. The
-- package of the queue makes the queue's schema when a worker first starts: until then nobody delivers, and that worker
-- begins with what it finds pending.
CREATE FUNCTION "webhook_delivery_enqueue"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF to_regprocedure('graphile_worker.add_job(text,json,text,timestamptz,integer,text,integer,text[],text)') IS NOT NULL THEN
    PERFORM graphile_worker.add_job(
      identifier => 'deliver_webhook',
      payload => json_build_object(
        'organizationId', NEW.organization_id,
        'subscriptionId', NEW.subscription_id,
        'deliveryId', NEW.id,
        'attempts', NEW.attempts
      ),
      run_at => NEW.next_attempt_at,
      job_key => NEW.id,
      -- The worker leaves out those of subscriptions that have enough requests under way.
      flags => ARRAY[NEW.subscription_id]
    );
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "webhook_delivery_enqueue" AFTER INSERT OR UPDATE OF "next_attempt_at" ON "webhook_delivery"
  FOR EACH ROW WHEN (NEW.status = 'PENDING') EXECUTE FUNCTION "webhook_delivery_enqueue"();
