-- In a transaction of its own, after the triggers: it locks nothing that requests wait for.
INSERT INTO "secret_route" ("hash", "organization_id")
SELECT "hash", "organization_id" FROM "api_key"
UNION ALL SELECT "hash", "organization_id" FROM "rotated_secret"
UNION ALL SELECT "hash", "organization_id" FROM "revoked_key"
ON CONFLICT DO NOTHING;

INSERT INTO "mcp_server_route" ("id", "organization_id", "project_id")
SELECT "id", "organization_id", "project_id" FROM "mcp_server"
ON CONFLICT DO NOTHING;
