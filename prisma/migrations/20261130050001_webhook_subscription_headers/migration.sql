-- CreateEnum
CREATE TYPE "webhook_disabled_reason" AS ENUM ('GONE');

-- AlterTable
ALTER TABLE "webhook_subscription" ADD COLUMN     "disabled_reason" "webhook_disabled_reason",
ADD COLUMN     "header_names" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "headers" BYTEA;

-- As before, with the organization among the flags: the worker leaves out the jobs of organizations and of subscriptions that
-- have enough requests under way. A job that was added before gets its flags when it is first put off.
CREATE OR REPLACE FUNCTION "webhook_delivery_enqueue"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
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
      flags => ARRAY[NEW.organization_id, NEW.subscription_id]
    );
  END IF;
  RETURN NULL;
END
$$;
