-- CreateEnum
CREATE TYPE "connected_account_status" AS ENUM ('INITIATED', 'ACTIVE', 'FAILED', 'EXPIRED', 'INACTIVE', 'REVOKED');

-- CreateTable
CREATE TABLE "connected_account" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "auth_config_id" TEXT NOT NULL,
    "toolkit_slug" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "alias" TEXT,
    "status" "connected_account_status" NOT NULL,
    "status_reason" TEXT,
    "credentials" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "connected_account_pkey" PRIMARY KEY ("organization_id","project_id","id")
);

-- CreateTable
CREATE TABLE "encryption_key" (
    "key_id" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "encryption_key_pkey" PRIMARY KEY ("key_id")
);

-- CreateIndex
CREATE INDEX "connected_account_organization_id_project_id_created_at_id_idx" ON "connected_account"("organization_id", "project_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "connected_account_organization_id_project_id_user_id_create_idx" ON "connected_account"("organization_id", "project_id", "user_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "connected_account_organization_id_project_id_auth_config_id_idx" ON "connected_account"("organization_id", "project_id", "auth_config_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "connected_account_alias_key" ON "connected_account"("organization_id", "project_id", "toolkit_slug", "user_id", "alias") WHERE (alias IS NOT NULL);

-- AddForeignKey
ALTER TABLE "connected_account" ADD CONSTRAINT "connected_account_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "project"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connected_account" ADD CONSTRAINT "connected_account_organization_id_project_id_auth_config_i_fkey" FOREIGN KEY ("organization_id", "project_id", "auth_config_id") REFERENCES "auth_config"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE CASCADE;
