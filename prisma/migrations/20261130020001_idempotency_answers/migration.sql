-- Answers that were kept until now may contain credentials. That there was an answer stays known for its 24 hours.
UPDATE "idempotency_key" SET "body" = NULL WHERE "body" IS NOT NULL;
