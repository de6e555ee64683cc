-- Changes the catalogue only, and takes all of the locks or none, because requests lock these tables in any order.
DO $$
BEGIN
  SET LOCAL lock_timeout = '200ms';
  LOOP
    BEGIN
      LOCK TABLE "organization", "project", "project_quota", "webhook_subscription", "api_key", "revoked_key",
        "rotated_secret", "mcp_server", "usage_pending" IN ACCESS EXCLUSIVE MODE;
      EXIT;
    EXCEPTION WHEN lock_not_available THEN
      PERFORM pg_sleep(0.2);
    END;
  END LOOP;
  SET LOCAL lock_timeout = 0;
END
$$;

-- DropIndex
DROP INDEX "api_key_hash_key";

-- DropIndex
DROP INDEX "mcp_server_id_key";

-- DropIndex
DROP INDEX "usage_pending_organization_id_project_id_minute_idx";

-- AlterTable
ALTER TABLE "revoked_key" DROP CONSTRAINT "revoked_key_pkey",
ADD CONSTRAINT "revoked_key_pkey" PRIMARY KEY USING INDEX "revoked_key_tenant";

-- AlterTable
ALTER TABLE "rotated_secret" DROP CONSTRAINT "rotated_secret_pkey",
ADD CONSTRAINT "rotated_secret_pkey" PRIMARY KEY USING INDEX "rotated_secret_tenant";

-- AlterTable
ALTER TABLE "usage_pending" DROP CONSTRAINT "usage_pending_pkey",
ADD CONSTRAINT "usage_pending_pkey" PRIMARY KEY USING INDEX "usage_pending_tenant";

-- No id ever changes. Rows are checked by the next migration, without these locks.
ALTER TABLE "project" DROP CONSTRAINT "project_organization_id_fkey",
ADD CONSTRAINT "project_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION NOT VALID;

ALTER TABLE "api_key" DROP CONSTRAINT "api_key_organization_id_project_id_fkey",
ADD CONSTRAINT "api_key_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "project"("organization_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION NOT VALID;

ALTER TABLE "webhook_subscription" DROP CONSTRAINT "webhook_subscription_organization_id_fkey",
ADD CONSTRAINT "webhook_subscription_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION NOT VALID,
DROP CONSTRAINT "webhook_subscription_organization_id_project_id_fkey",
ADD CONSTRAINT "webhook_subscription_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "project"("organization_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION NOT VALID;

ALTER TABLE "project_quota" DROP CONSTRAINT "project_quota_organization_id_project_id_fkey",
ADD CONSTRAINT "project_quota_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "project"("organization_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION NOT VALID;
