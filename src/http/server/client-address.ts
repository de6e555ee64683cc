import type { Socket } from 'node:net';
import proxyAddress from 'proxy-addr';
import type { HeaderSource } from '../../auth/authenticate.ts';
import type { Client } from '../../domain/core/request-context.ts';
import { peerAddress } from '../../lib/peer-address.ts';

/** What of a connection identifies its other end. Absent: the caller is in this process. */
export type Connection = { readonly socket: Pick<Socket, 'remoteAddress'> };

export type ReadClient = (headers: HeaderSource, connection?: Connection) => Client;

const USER_AGENT_LENGTH_MAX = 512;
const LOOPBACK = '127.0.0.1';

/** Reads the address of a client: that of the connection or, where that belongs to a trusted proxy, the last one of
 *  `X-Forwarded-For` that does not. What other clients write there is ignored, and so is `Forwarded` (RFC 7239): a proxy that sets only
 *  one of the two headers passes the other one on as the client wrote it. */
export function createClientReader(trustedProxies: readonly string[]): ReadClient {
  const isTrusted = proxyAddress.compile([...trustedProxies]);
  const addressOf = (headers: HeaderSource, peer: string | null) => {
    const forwarded = trustedProxies.length > 0 ? headers.get('x-forwarded-for') : null;
    if (!forwarded) return peer;
    const nodes = forwarded.split(',');
    let address = peer;
    for (let hop = 0; address !== null && nodes.length > 0 && isTrusted(address, hop); hop++)
      address = peerAddress(nodes.pop() ?? '');
    return address;
  };
  return (headers, connection) => {
    const remote = connection ? connection.socket.remoteAddress : LOOPBACK;
    // A client that has gone away has no address.
    const peer = remote === undefined ? null : peerAddress(remote);
    return {
      ip: addressOf(headers, peer),
      peer,
      userAgent: headers.get('user-agent')?.slice(0, USER_AGENT_LENGTH_MAX) || null,
    };
  };
}
