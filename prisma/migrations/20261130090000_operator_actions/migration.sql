-- Requests lock these tables in any order. To avoid deadlocks, this locks all of them or releases them and tries again, so that
-- requests wait for a short time only.
DO $$
BEGIN
  SET LOCAL lock_timeout = '200ms';
  LOOP
    BEGIN
      LOCK TABLE "organization", "project", "webhook_subscription", "audit_entry", "audit_seal", "audit_chain"
        IN ACCESS EXCLUSIVE MODE;
      EXIT;
    EXCEPTION WHEN lock_not_available THEN
      PERFORM pg_sleep(0.2);
    END;
  END LOOP;
  SET LOCAL lock_timeout = 0;
END
$$;

-- DropForeignKey
ALTER TABLE "project" DROP CONSTRAINT "project_organization_id_fkey";

-- DropForeignKey
ALTER TABLE "webhook_subscription" DROP CONSTRAINT "webhook_subscription_organization_id_fkey";

-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "suspended_at" TIMESTAMPTZ(3),
ADD COLUMN     "suspension_reason" TEXT;

-- CreateTable
CREATE TABLE "operator_entry" (
    "id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "organization_name" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "changes" JSONB NOT NULL,
    "ip" TEXT,
    "user_agent" TEXT,
    "request_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "operator_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "operator_entry_created_at_id_idx" ON "operator_entry"("created_at", "id");

-- CreateIndex
CREATE INDEX "operator_entry_organization_id_created_at_id_idx" ON "operator_entry"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "organization_created_at_id_idx" ON "organization"("created_at", "id");

-- Entries are never changed or deleted, also not by owners and superusers, nor where session_replication_role disables other
-- triggers.
CREATE FUNCTION "operator_entry_refuse"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Entries of the operator are kept: % is rejected.', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER "operator_entry_is_kept" BEFORE UPDATE OR TRUNCATE ON "operator_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "operator_entry_refuse"();
CREATE TRIGGER "operator_entry_goes_never" BEFORE DELETE ON "operator_entry"
  FOR EACH ROW EXECUTE FUNCTION "operator_entry_refuse"();

ALTER TABLE "operator_entry" ENABLE ALWAYS TRIGGER "operator_entry_is_kept", ENABLE ALWAYS TRIGGER "operator_entry_goes_never";

-- Each deletion of an organization leaves its rows to the worker, also one by hand.
CREATE FUNCTION "purge_organization_later"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "purge" ("organization_id", "subject_id", "deleted_at") VALUES (OLD.id, OLD.id, now()) ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;

CREATE TRIGGER "purge_later" AFTER DELETE ON "organization" FOR EACH ROW EXECUTE FUNCTION "purge_organization_later"();

-- As before, and the audit log of a deleted organization can be deleted as a whole.
CREATE OR REPLACE FUNCTION audit_entry_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM audit_seal seal JOIN audit_chain chain ON chain.organization_id = seal.organization_id
    WHERE seal.organization_id = OLD.organization_id AND seal.entry_id = OLD.id AND seal.sequence <= chain.anchor_sequence
  ) OR NOT EXISTS (SELECT FROM organization WHERE id = OLD.organization_id) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'The audit log is kept as it is: DELETE of audit_entry is refused.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE OR REPLACE FUNCTION audit_seal_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM audit_chain chain WHERE chain.organization_id = OLD.organization_id AND OLD.sequence <= chain.anchor_sequence
  ) OR NOT EXISTS (SELECT FROM organization WHERE id = OLD.organization_id) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'The audit log is kept as it is: DELETE of audit_seal is refused.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE OR REPLACE FUNCTION audit_chain_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM organization WHERE id = OLD.organization_id) THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND NEW.organization_id = OLD.organization_id AND NEW.sequence >= OLD.sequence THEN
    IF NEW.anchor_sequence = OLD.anchor_sequence AND NEW.anchor_hash = OLD.anchor_hash THEN RETURN NEW; END IF;
    IF NEW.anchor_sequence > OLD.anchor_sequence
      AND EXISTS (
        SELECT FROM audit_seal seal WHERE seal.organization_id = OLD.organization_id
          AND seal.sequence = NEW.anchor_sequence AND seal.hash = NEW.anchor_hash)
      AND NOT EXISTS (
        SELECT FROM audit_seal seal
          JOIN audit_entry entry ON entry.organization_id = seal.organization_id AND entry.id = seal.entry_id
        WHERE seal.organization_id = OLD.organization_id AND seal.sequence > OLD.anchor_sequence
          AND seal.sequence <= NEW.anchor_sequence AND entry.created_at > now() - interval '1 day')
    THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'The audit log is kept as it is: % of audit_chain is refused.', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
