-- A project determines its organization, and an auth config or a subscription its project. Without this knowledge
-- PostgreSQL multiplies the selectivities of the columns, and underestimates the rows of a project. Used from the next
-- ANALYZE on. Requests do not wait for the lock.
CREATE STATISTICS "tool_call_log_owner" (dependencies) ON "organization_id", "project_id" FROM "tool_call_log";
CREATE STATISTICS "session_owner" (dependencies) ON "organization_id", "project_id" FROM "session";
CREATE STATISTICS "connected_account_owner" (dependencies)
  ON "organization_id", "project_id", "auth_config_id" FROM "connected_account";
CREATE STATISTICS "trigger_owner" (dependencies)
  ON "organization_id", "project_id", "connected_account_id" FROM "trigger";
CREATE STATISTICS "webhook_delivery_owner" (dependencies)
  ON "organization_id", "subscription_id" FROM "webhook_delivery";
CREATE STATISTICS "usage_hour_owner" (dependencies) ON "organization_id", "project_id" FROM "usage_hour";
