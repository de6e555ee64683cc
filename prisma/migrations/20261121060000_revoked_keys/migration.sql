-- Revoked keys move to a table of their own. CreateTable
CREATE TABLE "revoked_key" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "last4" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "revoked_key_pkey" PRIMARY KEY ("hash")
);

-- What was revoked so far
WITH "gone" AS (DELETE FROM "api_key" WHERE "revoked_at" IS NOT NULL RETURNING *)
INSERT INTO "revoked_key" ("id", "organization_id", "project_id", "name", "prefix", "last4", "hash", "created_at", "revoked_at")
SELECT "id", "organization_id", "project_id", "name", "prefix", "last4", "hash", "created_at", "revoked_at" FROM "gone";

-- CreateIndex
CREATE INDEX "revoked_key_organization_id_project_id_idx" ON "revoked_key"("organization_id", "project_id");

-- DropForeignKey
ALTER TABLE "api_key" DROP CONSTRAINT "api_key_organization_id_fkey";

-- DropIndex
DROP INDEX "api_key_live_name_key";

-- DropIndex
DROP INDEX "api_key_organization_id_project_id_revoked_at_idx";

-- AlterTable
ALTER TABLE "api_key" DROP COLUMN "revoked_at";

-- CreateIndex
CREATE UNIQUE INDEX "api_key_organization_id_project_id_name_key" ON "api_key"("organization_id", "project_id", "name");
