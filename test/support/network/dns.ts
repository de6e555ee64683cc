import { createSocket } from 'node:dgram';
import { getServers, setServers } from 'node:dns';
import { once } from 'node:events';
import { decode, encode } from 'dns-packet';
import { onTestFinished } from 'vitest';

export type TestDns = {
  /** Every question that was asked: `A name`, `AAAA name`. */
  readonly questions: readonly string[];
};

/** The only DNS server that this process asks until the running test ends. It knows these names, each with its IPv4 addresses. */
export async function useDns(
  addresses: Readonly<Record<string, string | readonly string[]>>,
): Promise<TestDns> {
  const questions: string[] = [];
  const socket = createSocket('udp4', (message, { port, address }) => {
    const { id, questions: asked = [] } = decode(message);
    const answers = asked.flatMap(({ type, name }) => {
      questions.push(`${type} ${name}`);
      const known = type === 'A' ? [addresses[name] ?? []].flat() : [];
      return known.map((data) => ({ type: 'A', name, data, ttl: 0 }) as const);
    });
    socket.send(encode({ type: 'response', id: id ?? 0, questions: asked, answers }), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const before = getServers();
  setServers([`127.0.0.1:${socket.address().port}`]);
  onTestFinished(() => {
    setServers(before);
    socket.close();
  });
  return { questions };
}
