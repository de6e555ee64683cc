-- CreateIndex
CREATE INDEX "audit_entry_organization_id_created_at_id_idx" ON "audit_entry"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "audit_entry_organization_id_project_id_created_at_id_idx" ON "audit_entry"("organization_id", "project_id", "created_at", "id");
