-- CreateTable
CREATE TABLE "mcp_server" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "allowed_tools" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mcp_server_pkey" PRIMARY KEY ("organization_id","project_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "mcp_server_id_key" ON "mcp_server"("id");

-- CreateIndex
CREATE INDEX "mcp_server_organization_id_project_id_created_at_id_idx" ON "mcp_server"("organization_id", "project_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "mcp_server_organization_id_project_id_name_key" ON "mcp_server"("organization_id", "project_id", "name");

-- AddForeignKey
ALTER TABLE "mcp_server" ADD CONSTRAINT "mcp_server_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "project"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
