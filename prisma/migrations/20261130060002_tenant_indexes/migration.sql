-- Builds the indexes that the next migrations swap in: writes of these tables wait meanwhile, reads do not. Takes all of the
-- locks or none, because requests lock these tables in any order.
DO $$
BEGIN
  SET LOCAL lock_timeout = '200ms';
  LOOP
    BEGIN
      LOCK TABLE "api_key", "revoked_key", "rotated_secret", "usage_pending" IN SHARE MODE;
      EXIT;
    EXCEPTION WHEN lock_not_available THEN
      PERFORM pg_sleep(0.2);
    END;
  END LOOP;
  SET LOCAL lock_timeout = 0;
END
$$;

CREATE UNIQUE INDEX "api_key_hash_organization_id_key" ON "api_key"("hash", "organization_id");

CREATE UNIQUE INDEX "revoked_key_tenant" ON "revoked_key"("hash", "organization_id");

CREATE UNIQUE INDEX "rotated_secret_tenant" ON "rotated_secret"("hash", "organization_id");

CREATE UNIQUE INDEX "usage_pending_tenant" ON "usage_pending"("organization_id", "project_id", "minute", "ordinal");

-- CreateIndex
CREATE INDEX "usage_pending_ordinal_idx" ON "usage_pending"("ordinal");
