// Load from a thread of its own with the lowest priority, so that the work of these clients does not delay the requests that are
// measured: clients of a server share its processors only here. {n} in a body is a number that each request has for itself.
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import autocannon from 'autocannon';

const { url, connections, duration, requests } = workerData;
// On Linux of this thread only, elsewhere of the process.
if (process.platform === 'linux') setPriority(0, 19);
let n = Math.floor(Date.now() / 1_000) * 100_000;
const numbered = (request) => {
  n += 1;
  return { ...request, body: request.body.replaceAll('{n}', String(n)) };
};
const result = await autocannon({
  url,
  connections,
  duration,
  timeout: 60,
  requests: requests.map((request) =>
    request.body?.includes('{n}') ? { ...request, setupRequest: numbered } : request,
  ),
});
parentPort.postMessage({ answered: result['2xx'], refused: result.non2xx, broken: result.errors });
