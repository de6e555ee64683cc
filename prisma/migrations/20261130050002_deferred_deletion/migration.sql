-- Requests lock these tables in any order. So that none of them meets a deadlock, this takes all of the tables or lets go and
-- tries again, and holds up requests for as long as it waits.
DO $$
BEGIN
  SET LOCAL lock_timeout = '200ms';
  LOOP
    BEGIN
      LOCK TABLE "project", "auth_config", "connected_account", "trigger", "session", "mcp_server",
        "webhook_subscription", "webhook_delivery" IN ACCESS EXCLUSIVE MODE;
      EXIT;
    EXCEPTION WHEN lock_not_available THEN
      PERFORM pg_sleep(0.2);
    END;
  END LOOP;
  SET LOCAL lock_timeout = 0;
END
$$;

-- DropForeignKey
ALTER TABLE "auth_config" DROP CONSTRAINT "auth_config_organization_id_project_id_fkey";

-- DropForeignKey
ALTER TABLE "connected_account" DROP CONSTRAINT "connected_account_organization_id_project_id_auth_config_i_fkey";

-- DropForeignKey
ALTER TABLE "connected_account" DROP CONSTRAINT "connected_account_organization_id_project_id_fkey";

-- DropForeignKey
ALTER TABLE "mcp_server" DROP CONSTRAINT "mcp_server_organization_id_project_id_fkey";

-- DropForeignKey
ALTER TABLE "session" DROP CONSTRAINT "session_organization_id_project_id_fkey";

-- DropForeignKey
ALTER TABLE "trigger" DROP CONSTRAINT "trigger_organization_id_project_id_connected_account_id_fkey";

-- DropForeignKey
ALTER TABLE "trigger" DROP CONSTRAINT "trigger_organization_id_project_id_fkey";

-- DropForeignKey
ALTER TABLE "webhook_delivery" DROP CONSTRAINT "webhook_delivery_organization_id_subscription_id_fkey";

-- CreateTable
CREATE TABLE "purge" (
    "organization_id" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "project_id" TEXT,
    "deleted_by" JSON,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL,
    "stepped_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "purge_pkey" PRIMARY KEY ("organization_id","subject_id")
);

-- CreateIndex
CREATE INDEX "purge_stepped_at_idx" ON "purge"("stepped_at");

-- Whatever deletes a project or a webhook subscription leaves its rows to the worker: this release, an earlier one that still runs,
-- or a statement by hand.
CREATE FUNCTION "purge_later"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "purge" ("organization_id", "subject_id", "project_id", "deleted_at")
  VALUES (OLD.organization_id, OLD.id, to_jsonb(OLD) ->> 'project_id', now())
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;

CREATE TRIGGER "purge_later" AFTER DELETE ON "project" FOR EACH ROW EXECUTE FUNCTION "purge_later"();

CREATE TRIGGER "purge_later" AFTER DELETE ON "webhook_subscription" FOR EACH ROW EXECUTE FUNCTION "purge_later"();
