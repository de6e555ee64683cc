// Runs the tests of the API with other versions of Node.js: npm run test:node [-- [--smoke] [MAJOR…]]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type NodeBinary, nodeBinary } from './node-binary.ts';
import { smoke } from './smoke.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
const MAJORS = ['22', '24'];

/** Runs the suite with a version of Node.js, which is also what its tests start. Returns whether all tests pass. */
async function testApi({ folder, path }: NodeBinary): Promise<boolean> {
  const child = spawn(path, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'api'], {
    cwd: REPOSITORY,
    env: { ...process.env, PATH: [folder, process.env.PATH].join(delimiter) },
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  return code === 0;
}

const { values, positionals } = parseArgs({
  options: { smoke: { type: 'boolean', default: false } },
  allowPositionals: true,
});

for (const major of positionals.length > 0 ? positionals : MAJORS) {
  const node = await nodeBinary(major);
  let passes = true;
  if (values.smoke) await smoke(node);
  else passes = await testApi(node);
  process.stdout.write(`Node ${node.version} ${passes ? 'passes' : 'fails'}.\n`);
  if (!passes) process.exitCode = 1;
}
