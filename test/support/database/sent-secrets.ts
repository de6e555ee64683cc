import { ENCRYPTION_KEY } from '../encryption-key.ts';
import { OPERATOR_KEY } from '../operator-key.ts';
import { observeQueries, type SentQuery } from './sent-queries.ts';

/** API keys of organizations and projects, and signing secrets of webhooks. */
const ISSUED_SECRET = /o?ak_[0-9A-Za-z]{38}|whsec_[0-9A-Za-z+/]{43}=/;

/** Shorter credentials could be part of any text. */
const CREDENTIAL_LENGTH_MIN = 8;

const ownSecrets: readonly string[] = [OPERATOR_KEY, ENCRYPTION_KEY];
const plainSecrets = new Set(ownSecrets);
const violations: string[] = [];

/** Notes the credentials in the body of a GraphQL request: from then on no statement may contain them. */
export function noteCredentials(body: string): void {
  let variables: unknown;
  try {
    ({ variables } = JSON.parse(body));
  } catch {
    return;
  }
  visitFields(variables, (name, value) => {
    if (name === 'credentials') noteTexts(value);
    if (name === 'headers') visitFields(value, (part, text) => part === 'value' && noteTexts(text));
  });
}

function visitFields(value: unknown, visit: (name: string, value: unknown) => unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    visit(name, member);
    visitFields(member, visit);
  }
}

function noteTexts(value: unknown): void {
  if (typeof value === 'string') {
    if (value.length >= CREDENTIAL_LENGTH_MIN) plainSecrets.add(value);
    return;
  }
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(noteTexts);
}

/** Returns what of a text or a parameter is secret. */
export function secretIn(value: unknown): string | null {
  if (typeof value === 'string') {
    const issued = ISSUED_SECRET.exec(value)?.[0];
    if (issued) return issued;
    for (const secret of plainSecrets)
      if (value.includes(secret) || value.includes(JSON.stringify(secret).slice(1, -1))) return secret;
    return null;
  }
  if (Buffer.isBuffer(value)) return secretIn(value.toString('latin1'));
  if (typeof value !== 'object' || value === null) return null;
  for (const member of Object.values(value)) {
    const secret = secretIn(member);
    if (secret !== null) return secret;
  }
  return null;
}

/** Looks for secrets in every statement that this process sends to PostgreSQL: in its text and in its parameters. */
export const watchStatements = (): void => observeQueries(noteSecret);

function noteSecret({ text, values }: SentQuery): void {
  const secret = secretIn(text) ?? secretIn(values);
  if (secret !== null) violations.push(`${secret} in: ${text}`);
}

/** Forgets the credentials of a test file: another file may use the same text for something else. */
export function forgetCredentials(): void {
  plainSecrets.clear();
  for (const secret of ownSecrets) plainSecrets.add(secret);
}

/** Returns the statements that contained a secret since the last call. */
export function takeViolations(): readonly string[] {
  return violations.splice(0);
}
