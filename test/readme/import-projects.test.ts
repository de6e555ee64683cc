import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { REPOSITORY } from '../support/bundle.ts';
import { projectKey, run } from '../support/client.ts';
import { makeOrganization, makeProject } from '../support/fixtures.ts';
import { ListProjects } from '../support/operations/project.ts';
import { Viewer } from '../support/operations/viewer.ts';
import { useServer } from '../support/server.ts';
import type { Imported } from './import-projects.ts';

const server = useServer({ transport: 'network' });

const PROGRAM = join(import.meta.dirname, 'import-projects.ts');
const COUNT = 1_500;

test('the page on imports shows the program that is tested here', async () => {
  const [page, program] = await Promise.all([
    readFile(join(REPOSITORY, 'docs/guides/import.md'), 'utf8'),
    readFile(PROGRAM, 'utf8'),
  ]);
  const blocks = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  expect(blocks.length).toBeGreaterThan(2);
  for (const block of blocks) expect(program).toContain(block);
});

test(`an import of ${COUNT} projects that is killed twice ends with one project and one working key for each name`, async () => {
  const organization = await makeOrganization(server);
  const taken = await makeProject(server, organization);
  const { url } = await server.listen();
  const folder = await mkdtemp(join(tmpdir(), 'bailiwick-import-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [namesPath, path] = [join(folder, 'names.txt'), join(folder, 'imported.jsonl')];
  const names = Array.from({ length: COUNT }, (_, index) => `imported-${index}`);
  await writeFile(namesPath, [...names, taken.name].join('\n'));
  const start = () =>
    spawn(
      process.execPath,
      ['--import', 'tsx', PROGRAM, `${url}/graphql`, organization.secret, namesPath, path],
      { cwd: REPOSITORY, stdio: 'inherit' },
    );
  const lines = async (): Promise<readonly Imported[]> =>
    (await readFile(path, 'utf8').catch(() => ''))
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  const lineCounts = [0];
  for (let round = 0; round < 2; round += 1) {
    const child = start();
    await expect
      .poll(async () => (await lines()).length, { timeout: 20_000, interval: 2 })
      .toBeGreaterThan(lineCounts.at(-1) ?? 0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    lineCounts.push((await lines()).length);
  }
  expect(lineCounts.at(-1), 'it was interrupted').toBeLessThan(COUNT);

  const [code] = await once(start(), 'exit');
  expect(code).toBe(0);
  const imported = await lines();
  expect(imported.map(({ name }) => name).toSorted()).toEqual([...names, taken.name].toSorted());
  const failed = imported.filter(({ id, secret }) => id === null || secret === null);
  expect(failed).toMatchObject([{ name: taken.name, error: expect.stringMatching(/^NAME_TAKEN: /) }]);
  const { organization: found } = await run(server, ListProjects, { first: 1 }, organization.credentials);
  expect(found.projects.totalCount).toBe(COUNT + 2);
  for (const { id, secret } of [0, 700, -2].flatMap((index) => imported.at(index) ?? [])) {
    if (secret === null) continue;
    const { viewer } = await run(server, Viewer, {}, projectKey(secret));
    expect(viewer.project?.id).toBe(id);
  }
});
