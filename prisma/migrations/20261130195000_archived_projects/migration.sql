-- Processes of the previous release run beside this: no existing table is locked, and what is archived is as missing to them as what is
-- deleted.

-- AlterEnum
ALTER TYPE "webhook_delivery_status" ADD VALUE 'HELD';

-- AlterEnum
ALTER TYPE "webhook_disabled_reason" ADD VALUE 'PROJECT_ARCHIVED';

-- CreateTable
CREATE TABLE "archived_project" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "display_name" TEXT,
    "logo_url" TEXT,
    "is_2fa_enabled" BOOLEAN NOT NULL,
    "mask_secret_keys_in_connected_account" BOOLEAN NOT NULL,
    "log_visibility_setting" "log_visibility" NOT NULL,
    "require_mcp_api_key" BOOLEAN NOT NULL,
    "config_updated_at" TIMESTAMPTZ(3) NOT NULL,
    "has_quota" BOOLEAN NOT NULL DEFAULT false,
    "environment" "project_environment" NOT NULL DEFAULT 'LIVE',
    "archived_at" TIMESTAMPTZ(3) NOT NULL,
    "purge_at" TIMESTAMPTZ(3) NOT NULL,
    "archived_by_kind" TEXT NOT NULL,
    "archived_by_key_id" TEXT,
    "archived_by_key_name" TEXT,
    "purge_started_at" TIMESTAMPTZ(3),

    CONSTRAINT "archived_project_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "archived_key" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "last4" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "scopes" TEXT[],
    "project_ids" TEXT[],
    "allowed_ips" TEXT[],
    "expires_at" TIMESTAMPTZ(3),
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "rotated_at" TIMESTAMPTZ(3),
    "created_by_kind" TEXT,
    "created_by_key_id" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "archived_key_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "archived_webhook_subscription" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[],
    "description" TEXT,
    "enabled" BOOLEAN NOT NULL,
    "disabled_reason" "webhook_disabled_reason",
    "headers" BYTEA,
    "header_names" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "secret" BYTEA NOT NULL,
    "previous_secret" BYTEA,
    "previous_secret_expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "archived_webhook_subscription_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "archived_project_quota" (
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "mode" "quota_mode" NOT NULL,
    "tool_calls_per_month" BIGINT,
    "sessions_per_month" BIGINT,
    "month" TIMESTAMPTZ(3) NOT NULL,
    "tool_calls_used" BIGINT NOT NULL,
    "sessions_used" BIGINT NOT NULL,
    "tool_calls_told" INTEGER NOT NULL,
    "sessions_told" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "archived_project_quota_pkey" PRIMARY KEY ("organization_id","project_id")
);

-- CreateIndex
CREATE INDEX "archived_project_organization_id_archived_at_id_idx" ON "archived_project"("organization_id", "archived_at", "id");

-- CreateIndex
CREATE INDEX "archived_project_purge_at_idx" ON "archived_project"("purge_at");

-- CreateIndex
CREATE INDEX "archived_key_organization_id_project_id_idx" ON "archived_key"("organization_id", "project_id");

-- CreateIndex
CREATE UNIQUE INDEX "archived_key_hash_organization_id_key" ON "archived_key"("hash", "organization_id");

-- CreateIndex
CREATE INDEX "archived_webhook_subscription_organization_id_project_id_idx" ON "archived_webhook_subscription"("organization_id", "project_id");

-- AddForeignKey
ALTER TABLE "archived_key" ADD CONSTRAINT "archived_key_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "archived_project"("organization_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "archived_webhook_subscription" ADD CONSTRAINT "archived_webhook_subscription_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "archived_project"("organization_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "archived_project_quota" ADD CONSTRAINT "archived_project_quota_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "archived_project"("organization_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- As before, except for rows that moved to or from the archive. Ids are unique across these tables.
CREATE OR REPLACE FUNCTION "purge_later"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "project" AS moved WHERE moved.organization_id = OLD.organization_id AND moved.id = OLD.id)
    OR EXISTS (SELECT FROM "archived_project" AS moved WHERE moved.organization_id = OLD.organization_id AND moved.id = OLD.id)
    OR EXISTS (SELECT FROM "webhook_subscription" AS moved WHERE moved.organization_id = OLD.organization_id AND moved.id = OLD.id)
    OR EXISTS (
      SELECT FROM "archived_webhook_subscription" AS moved WHERE moved.organization_id = OLD.organization_id AND moved.id = OLD.id)
  THEN RETURN NULL;
  END IF;
  INSERT INTO "purge" ("organization_id", "subject_id", "project_id", "deleted_at")
  VALUES (OLD.organization_id, OLD.id, to_jsonb(OLD) ->> 'project_id', now())
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;

CREATE TRIGGER "purge_later" AFTER DELETE ON "archived_project" FOR EACH ROW EXECUTE FUNCTION "purge_later"();

CREATE TRIGGER "purge_later" AFTER DELETE ON "archived_webhook_subscription" FOR EACH ROW EXECUTE FUNCTION "purge_later"();
