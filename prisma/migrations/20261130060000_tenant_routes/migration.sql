-- CreateTable
CREATE TABLE "secret_route" (
    "hash" BYTEA NOT NULL,
    "organization_id" TEXT NOT NULL,

    CONSTRAINT "secret_route_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "mcp_server_route" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,

    CONSTRAINT "mcp_server_route_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "mcp_server_route_organization_id_project_id_idx" ON "mcp_server_route"("organization_id", "project_id");

-- This release writes routes itself, and its sessions say so by a setting. These triggers write those of the keys and MCP servers that a process of the earlier
-- release creates while it still runs; the next release drops them.
CREATE FUNCTION "route_secret"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "secret_route" ("hash", "organization_id") VALUES (NEW.hash, NEW.organization_id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;

CREATE TRIGGER "route_secret" AFTER INSERT OR UPDATE OF "hash" ON "api_key" FOR EACH ROW
  WHEN (current_setting('bailiwick.writes_routes', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION "route_secret"();

CREATE FUNCTION "route_mcp_server"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "mcp_server_route" ("id", "organization_id", "project_id")
  VALUES (NEW.id, NEW.organization_id, NEW.project_id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;

CREATE TRIGGER "route_mcp_server" AFTER INSERT ON "mcp_server" FOR EACH ROW
  WHEN (current_setting('bailiwick.writes_routes', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION "route_mcp_server"();
