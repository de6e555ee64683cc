// Runs the tests of the API with other versions of Node.js: npm run test:node [-- [--smoke] [MAJOR…]]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type NodeBinary, nodeBinary } from './node-binary.ts';
import { smoke } from './smoke.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
const MAJORS = ['22', '24'];

/** Runs the suite with a version of Node.js, which is also what its tests start. */
async function testApi({ folder, path }: NodeBinary): Promise<void> {
  const child = spawn(path, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'api'], {
    cwd: REPOSITORY,
    env: { ...process.env, PATH: [folder, process.env.PATH].join(delimiter) },
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`The tests failed with Node ${path}.`);
}

const { values, positionals } = parseArgs({
  options: { smoke: { type: 'boolean', default: false } },
  allowPositionals: true,
});

for (const major of positionals.length > 0 ? positionals : MAJORS) {
  const node = await nodeBinary(major);
  await (values.smoke ? smoke(node) : testApi(node));
  process.stdout.write(`Node ${node.version}: ${values.smoke ? 'starts, answers and stops' : 'passes'}.\n`);
}
