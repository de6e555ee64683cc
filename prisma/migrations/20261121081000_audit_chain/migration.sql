-- AlterTable: writes the whole table anew, which gives every entry its position.
ALTER TABLE "audit_entry" ADD COLUMN     "actor_key_name" TEXT,
ADD COLUMN     "denied_reason" TEXT,
ADD COLUMN     "ip" TEXT,
ADD COLUMN     "position" BIGSERIAL NOT NULL,
ADD COLUMN     "result" TEXT NOT NULL DEFAULT 'SUCCESS',
ADD COLUMN     "user_agent" TEXT;

-- CreateTable
CREATE TABLE "audit_seal" (
    "organization_id" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "previous_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("organization_id","sequence")
);

-- CreateTable
CREATE TABLE "audit_chain" (
    "organization_id" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "anchor_sequence" BIGINT NOT NULL,
    "anchor_hash" BYTEA NOT NULL,

    CONSTRAINT "audit_chain_pkey" PRIMARY KEY ("organization_id")
);

-- CreateTable
CREATE TABLE "audit_watermark" (
    "position" BIGINT NOT NULL,

    CONSTRAINT "audit_watermark_pkey" PRIMARY KEY ("position")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_seal_organization_id_entry_id_key" ON "audit_seal"("organization_id", "entry_id");

-- CreateIndex
CREATE INDEX "audit_entry_position_idx" ON "audit_entry"("position");

-- What was there before is sealed first.
INSERT INTO "audit_watermark" VALUES (0);

-- What guards the log works for owners and superusers too, and also where session_replication_role turns others off.
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit log is kept as it is: % of % is refused.', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_entry_is_kept BEFORE UPDATE OR TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_seal_is_kept BEFORE UPDATE OR TRUNCATE ON "audit_seal" FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_chain_is_kept BEFORE TRUNCATE ON "audit_chain" FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

-- Only what lies before the anchor of its chain can go.
CREATE FUNCTION audit_entry_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM audit_seal seal JOIN audit_chain chain ON chain.organization_id = seal.organization_id
    WHERE seal.organization_id = OLD.organization_id AND seal.entry_id = OLD.id AND seal.sequence <= chain.anchor_sequence
  ) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'The audit log is kept as it is: DELETE of audit_entry is refused.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION audit_seal_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM audit_chain chain WHERE chain.organization_id = OLD.organization_id AND OLD.sequence <= chain.anchor_sequence
  ) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'The audit log is kept as it is: DELETE of audit_seal is refused.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_entry_goes BEFORE DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION audit_entry_goes();
CREATE TRIGGER audit_seal_goes BEFORE DELETE ON "audit_seal" FOR EACH ROW EXECUTE FUNCTION audit_seal_goes();

-- Both ends of a chain move forwards only: the anchor to a seal of the chain, with its hash, and never over an entry of the
-- last day.
CREATE FUNCTION audit_chain_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
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

CREATE TRIGGER audit_chain_moves BEFORE UPDATE OR DELETE ON "audit_chain" FOR EACH ROW EXECUTE FUNCTION audit_chain_moves();

ALTER TABLE "audit_entry" ENABLE ALWAYS TRIGGER audit_entry_is_kept, ENABLE ALWAYS TRIGGER audit_entry_goes;
ALTER TABLE "audit_seal" ENABLE ALWAYS TRIGGER audit_seal_is_kept, ENABLE ALWAYS TRIGGER audit_seal_goes;
ALTER TABLE "audit_chain" ENABLE ALWAYS TRIGGER audit_chain_is_kept, ENABLE ALWAYS TRIGGER audit_chain_moves;

-- Retention, the only way out: the entries up to this one go, and the anchor of their chain keeps its place and hash. Gives how
-- many went. Whoever seals meanwhile waits.
CREATE FUNCTION audit_prune(organization TEXT, last_sequence BIGINT) RETURNS BIGINT LANGUAGE plpgsql AS $$
DECLARE
  gone BIGINT;
BEGIN
  UPDATE audit_chain chain SET anchor_sequence = seal.sequence, anchor_hash = seal.hash
    FROM audit_seal seal
    WHERE chain.organization_id = organization AND seal.organization_id = organization
      AND seal.sequence = last_sequence AND seal.sequence > chain.anchor_sequence;
  IF NOT FOUND THEN RETURN 0; END IF;
  DELETE FROM audit_entry entry USING audit_seal seal
    WHERE seal.organization_id = organization AND seal.sequence <= last_sequence
      AND entry.organization_id = organization AND entry.id = seal.entry_id;
  GET DIAGNOSTICS gone = ROW_COUNT;
  DELETE FROM audit_seal seal WHERE seal.organization_id = organization AND seal.sequence <= last_sequence;
  RETURN gone;
END $$;
