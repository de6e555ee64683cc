-- CreateEnum
CREATE TYPE "session_status" AS ENUM ('ACTIVE', 'CLOSED', 'ERROR');

-- CreateEnum
CREATE TYPE "tool_call_status" AS ENUM ('SUCCESS', 'ERROR');

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "toolkit_slugs" TEXT[],
    "status" "session_status" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("organization_id","project_id","id")
);

-- CreateTable
CREATE TABLE "tool_call_log" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "tool_slug" TEXT NOT NULL,
    "toolkit_slug" TEXT NOT NULL,
    "session_id" TEXT,
    "connected_account_id" TEXT,
    "user_id" TEXT,
    "status" "tool_call_status" NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "error_code" TEXT,
    "arguments" JSON,
    "response" JSON,
    "error_message" TEXT,
    "called_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tool_call_log_pkey" PRIMARY KEY ("organization_id","project_id","id")
);

-- CreateIndex
CREATE INDEX "session_organization_id_project_id_created_at_id_idx" ON "session"("organization_id", "project_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "session_organization_id_project_id_user_id_created_at_id_idx" ON "session"("organization_id", "project_id", "user_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "tool_call_log_organization_id_project_id_called_at_id_idx" ON "tool_call_log"("organization_id", "project_id", "called_at", "id");

-- CreateIndex
CREATE INDEX "tool_call_log_error_idx" ON "tool_call_log"("organization_id", "project_id", "called_at", "id") WHERE (status = 'ERROR');

-- CreateIndex
CREATE INDEX "tool_call_log_session_idx" ON "tool_call_log"("organization_id", "project_id", "session_id", "called_at", "id") WHERE (session_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "tool_call_log_connected_account_idx" ON "tool_call_log"("organization_id", "project_id", "connected_account_id", "called_at", "id") WHERE (connected_account_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "tool_call_log_user_idx" ON "tool_call_log"("organization_id", "project_id", "user_id", "called_at", "id") WHERE (user_id IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "tool_call_log_organization_id_project_id_idempotency_key_key" ON "tool_call_log"("organization_id", "project_id", "idempotency_key");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "project"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
