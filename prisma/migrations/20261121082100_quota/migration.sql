-- CreateEnum
CREATE TYPE "quota_mode" AS ENUM ('HARD', 'SOFT');

-- AlterTable
ALTER TABLE "project" ADD COLUMN     "has_quota" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "project_quota" (
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

    CONSTRAINT "project_quota_pkey" PRIMARY KEY ("organization_id","project_id")
);

-- AddForeignKey
ALTER TABLE "project_quota" ADD CONSTRAINT "project_quota_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "project"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
