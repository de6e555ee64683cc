-- CreateEnum
CREATE TYPE "auth_scheme" AS ENUM ('OAUTH2', 'OAUTH1', 'API_KEY', 'BEARER_TOKEN', 'BASIC', 'NO_AUTH');

-- CreateEnum
CREATE TYPE "auth_config_status" AS ENUM ('ENABLED', 'DISABLED');

-- CreateTable
CREATE TABLE "auth_config" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "toolkit_slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "auth_scheme" "auth_scheme" NOT NULL,
    "credentials" BYTEA NOT NULL,
    "is_managed" BOOLEAN NOT NULL,
    "status" "auth_config_status" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "auth_config_pkey" PRIMARY KEY ("organization_id","project_id","id")
);

-- CreateIndex
CREATE INDEX "auth_config_organization_id_project_id_created_at_id_idx" ON "auth_config"("organization_id", "project_id", "created_at", "id");

-- AddForeignKey
ALTER TABLE "auth_config" ADD CONSTRAINT "auth_config_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "project"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
