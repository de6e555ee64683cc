import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { idPrefix, systemClock } from '../../src/domain/core/request-context.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

const idAt = (moment: string, prefix: 'proj' | 'mcp' = 'proj') => {
  vi.setSystemTime(new Date(moment));
  return systemClock.newId(prefix);
};

describe('ids', () => {
  test('sort by creation time, to the millisecond', () => {
    const moments = [
      '2026-11-21T08:00:00.000Z',
      '2026-11-21T08:00:00.001Z',
      '2027-01-01T00:00:00Z',
      '2080-12-31T23:59:59Z',
    ];
    const ids = moments.map((moment) => idAt(moment));
    expect([...ids].sort()).toEqual(ids);
  });

  test('of one instant differ', () => {
    const ids = Array.from({ length: 1_000 }, () => idAt('2026-11-21T08:00:00Z'));
    expect(new Set(ids).size).toBe(1_000);
  });

  test('are well-formed at any time', () => {
    for (const moment of ['1970-01-01T00:00:00Z', '2026-11-21T08:00:00Z', '2200-01-01T00:00:00Z'])
      expect(idPrefix(idAt(moment))).toBe('proj');
  });

  test('of MCP servers do not reveal the time', () => {
    const beginnings = Array.from({ length: 20 }, () => idAt('2026-11-21T08:00:00Z', 'mcp').slice(0, 8));
    expect(new Set(beginnings).size).toBe(20);
  });
});
