-- The projects and keys of the filled database as tables of this peer: the same rows and secrets.
CREATE SCHEMA peer;
CREATE TABLE peer.organization (
  id text PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE peer.project (
  id text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES peer.organization ON DELETE CASCADE,
  name text NOT NULL,
  slug text NOT NULL,
  is_default boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  region text NOT NULL DEFAULT 'eu-west-1',
  tier text NOT NULL DEFAULT 'standard',
  rate_limit int NOT NULL DEFAULT 1000,
  timeout_ms int NOT NULL DEFAULT 30000,
  debug boolean NOT NULL DEFAULT false,
  webhook_url text,
  UNIQUE (organization_id, slug)
);
CREATE TABLE peer.api_key (
  id text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES peer.organization ON DELETE CASCADE,
  project_id text REFERENCES peer.project ON DELETE CASCADE,
  kind text NOT NULL,
  prefix text NOT NULL,
  last4 text NOT NULL,
  hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz
);
INSERT INTO peer.organization SELECT id, name, created_at FROM public.organization;
INSERT INTO peer.project
  SELECT id, organization_id, name, slug, is_default, created_at,
    (ARRAY['eu-west-1', 'us-east-1', 'ap-south-1'])[1 + n % 3], (ARRAY['free', 'standard', 'pro'])[1 + n % 3],
    1000 + n % 500, 30000, n % 2 = 0, 'https://hooks.example.com/' || n
  FROM (SELECT *, row_number() OVER (ORDER BY organization_id, id)::int AS n FROM public.project) AS numbered;
INSERT INTO peer.api_key
  SELECT id, organization_id, project_id, CASE WHEN project_id IS NULL THEN 'organization' ELSE 'project' END,
    prefix, last4, hash, created_at
  FROM public.api_key;
CREATE INDEX ON peer.project (organization_id, id);
CREATE INDEX ON peer.api_key (project_id, id);
CREATE INDEX ON peer.api_key (organization_id);
