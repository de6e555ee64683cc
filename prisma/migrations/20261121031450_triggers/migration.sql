-- CreateTable
CREATE TABLE "trigger" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "connected_account_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "config" JSON NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "trigger_pkey" PRIMARY KEY ("organization_id","project_id","id")
);

-- CreateIndex
CREATE INDEX "trigger_organization_id_project_id_created_at_id_idx" ON "trigger"("organization_id", "project_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "trigger_organization_id_project_id_connected_account_id_slu_key" ON "trigger"("organization_id", "project_id", "connected_account_id", "slug");

-- AddForeignKey
ALTER TABLE "trigger" ADD CONSTRAINT "trigger_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "project"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trigger" ADD CONSTRAINT "trigger_organization_id_project_id_connected_account_id_fkey" FOREIGN KEY ("organization_id", "project_id", "connected_account_id") REFERENCES "connected_account"("organization_id", "project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
