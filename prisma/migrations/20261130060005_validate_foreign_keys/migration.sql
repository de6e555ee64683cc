-- Requests read and write these tables meanwhile.
ALTER TABLE "project" VALIDATE CONSTRAINT "project_organization_id_fkey";

ALTER TABLE "api_key" VALIDATE CONSTRAINT "api_key_organization_id_project_id_fkey";

ALTER TABLE "webhook_subscription" VALIDATE CONSTRAINT "webhook_subscription_organization_id_fkey";

ALTER TABLE "webhook_subscription" VALIDATE CONSTRAINT "webhook_subscription_organization_id_project_id_fkey";

ALTER TABLE "project_quota" VALIDATE CONSTRAINT "project_quota_organization_id_project_id_fkey";
