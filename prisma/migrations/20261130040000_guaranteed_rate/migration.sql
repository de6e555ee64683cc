-- AlterTable
ALTER TABLE "rate_limit" ADD COLUMN "guaranteed_per_minute" INTEGER;
