-- CreateEnum
CREATE TYPE "project_environment" AS ENUM ('LIVE', 'TEST');

-- AlterTable
ALTER TABLE "project" ADD COLUMN     "environment" "project_environment" NOT NULL DEFAULT 'LIVE';
