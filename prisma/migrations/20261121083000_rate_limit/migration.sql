-- CreateTable
CREATE TABLE "rate_limit" (
    "organization_id" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "per_minute" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("organization_id","subject_id")
);

-- CreateTable
-- Unlogged: what is counted is worth no disk. Room in each page keeps updates off the index.
CREATE UNLOGGED TABLE "rate_count" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_count_pkey" PRIMARY KEY ("key")
) WITH (fillfactor = 50);

-- CreateIndex
CREATE INDEX "rate_limit_updated_at_idx" ON "rate_limit"("updated_at");

-- CreateIndex
CREATE INDEX "rate_count_ends_at_idx" ON "rate_count"("ends_at");
