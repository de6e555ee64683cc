-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "allowed_ips" TEXT[],
ADD COLUMN     "created_by_key_id" TEXT,
ADD COLUMN     "created_by_kind" TEXT,
ADD COLUMN     "enabled" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "project_ids" TEXT[],
ADD COLUMN     "rotated_at" TIMESTAMPTZ(3),
ADD COLUMN     "scopes" TEXT[];

-- CreateTable
CREATE TABLE "rotated_secret" (
    "hash" BYTEA NOT NULL,
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT,
    "key_id" TEXT NOT NULL,
    "last4" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rotated_secret_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "secret_use" (
    "hash" BYTEA NOT NULL,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "secret_use_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "rotated_secret_organization_id_key_id_expires_at_idx" ON "rotated_secret"("organization_id", "key_id", "expires_at");

-- CreateIndex
CREATE INDEX "rotated_secret_organization_id_project_id_idx" ON "rotated_secret"("organization_id", "project_id");
