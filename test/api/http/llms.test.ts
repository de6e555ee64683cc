import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { request } from '../../support/http/request.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

describe('GET /llms.txt', () => {
  test('returns the file of the package as text, without a key', async () => {
    const response = await request(server, '/llms.txt');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.text).toBe(readFileSync(new URL('../../../docs/llms.txt', import.meta.url), 'utf8'));
  });

  test('rejects other methods with 405 and the permitted ones', async () => {
    const response = await request(server, '/llms.txt', { method: 'POST' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });
});
