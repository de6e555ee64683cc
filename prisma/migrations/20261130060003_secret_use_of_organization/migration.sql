-- Copied instead of updated: reads go on until the new table takes the place of the old one. Uses of secrets that no row has
-- any more are left out.
LOCK TABLE "secret_use" IN SHARE MODE;

CREATE TABLE "secret_use_of_organization" (
    "organization_id" TEXT CONSTRAINT "secret_use_organization_id_not_null" NOT NULL,
    "hash" BYTEA CONSTRAINT "secret_use_hash_not_null" NOT NULL,
    "last_used_at" TIMESTAMPTZ(3) CONSTRAINT "secret_use_last_used_at_not_null" NOT NULL
);

INSERT INTO "secret_use_of_organization" ("organization_id", "hash", "last_used_at")
SELECT "route"."organization_id", "use"."hash", "use"."last_used_at"
FROM "secret_use" AS "use" JOIN "secret_route" AS "route" ON "route"."hash" = "use"."hash";

DROP TABLE "secret_use";

ALTER TABLE "secret_use_of_organization" RENAME TO "secret_use";

ALTER TABLE "secret_use" ADD CONSTRAINT "secret_use_pkey" PRIMARY KEY ("organization_id","hash");
