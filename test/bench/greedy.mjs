// Load from a thread of its own, so that its work does not delay the requests that are measured.
import { parentPort, workerData } from 'node:worker_threads';
import autocannon from 'autocannon';

const { url, connections, duration, requests } = workerData;
const result = await autocannon({ url, connections, duration, timeout: 60, requests });
parentPort.postMessage({ answered: result['2xx'], refused: result.non2xx, broken: result.errors });
