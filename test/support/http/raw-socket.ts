import { connect } from 'node:net';

const ANSWER_MAX_MS = 20_000;

/** Sends bytes as they are and returns all that comes back, once the other end has closed the connection. */
export function exchangeText(address: string, sent: string): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(Buffer.from(sent, 'latin1')));
    let answer = '';
    socket.setTimeout(ANSWER_MAX_MS, () => socket.destroy(new Error('No answer in time.')));
    socket.setEncoding('latin1').on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

/** The status of the answer. 0: there was none. */
export async function exchange(address: string, sent: string): Promise<number> {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(await exchangeText(address, sent))?.[1] ?? 0);
}
