import { connect } from 'node:net';

const ANSWER_MAX_MS = 5_000;

/** Sends bytes as they are and returns the status of the answer, once the other end has closed the connection. 0: without
 *  an answer. */
export function exchange(address: string, sent: string): Promise<number> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(Buffer.from(sent, 'latin1')));
    let answer = '';
    socket.setTimeout(ANSWER_MAX_MS, () => socket.destroy(new Error('No answer in time.')));
    socket.setEncoding('latin1').on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)));
  });
}
