// Adds an organization with a few sample projects and prints its keys: npm run seed
import { randomBytes } from 'node:crypto';
import { exitWithError } from '../src/app/fatal-error.ts';
import { createServer, type Server } from '../src/app/server.ts';
import { readConfig, readProcessEnvironment } from '../src/config.ts';

const ORGANIZATION = 'Globex';
const PROJECTS = ['staging', 'production', 'client-initech', 'client-umbrella', 'client-hooli'];

const CREATE_ORGANIZATION = `mutation ($name: String!) {
  createOrganization(input: { name: $name }) { issuedKey { secret } }
}`;
const CREATE_PROJECT = `mutation ($name: String!) {
  createProject(input: { name: $name, shouldCreateApiKey: true }) { issuedKey { secret } }
}`;

type Created = { readonly issuedKey: { readonly secret: string } };

async function main(): Promise<void> {
  const config = readConfig(readProcessEnvironment());
  // Acts as an API client with operator rights while it runs.
  const operatorKey = randomBytes(32).toString('hex');
  const secrets = { ...config.secrets, operatorKey };
  const server = await createServer({ ...config, bootstrap: false, secrets }, { joinsRunning: true });
  try {
    const organizationKey = await create(server, CREATE_ORGANIZATION, ORGANIZATION, {
      'x-operator-key': operatorKey,
    });
    const lines = [`organization ${ORGANIZATION}: ${organizationKey}`];
    for (const name of PROJECTS) {
      lines.push(
        `project ${name}: ${await create(server, CREATE_PROJECT, name, { 'x-org-api-key': organizationKey })}`,
      );
    }
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    await server.close();
  }
}

/** Sends a mutation and returns the secret of the created key. */
async function create(
  server: Server,
  query: string,
  name: string,
  key: Record<string, string>,
): Promise<string> {
  const request = new Request('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...key },
    body: JSON.stringify({ query, variables: { name } }),
  });
  const { data, errors } = await (await server.fetch(request)).json();
  if (errors) throw new Error(`Creating ${name} failed: ${JSON.stringify(errors)}`);
  const [created]: Created[] = Object.values(data);
  if (!created) throw new Error(`${name} was not created.`);
  return created.issuedKey.secret;
}

main().catch(exitWithError);
