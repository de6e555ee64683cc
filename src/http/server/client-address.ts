import type { Socket } from 'node:net';
import proxyAddress from 'proxy-addr';
import type { HeaderSource } from '../../auth/authenticate.ts';
import type { Client } from '../../domain/core/request-context.ts';
import { peerAddress } from '../../lib/peer-address.ts';

/** The part of a connection that identifies the client. Absent: the request comes from this process. */
export type Connection = { readonly socket: Pick<Socket, 'remoteAddress'> };

export type ReadClient = (headers: HeaderSource, connection?: Connection) => Client;

const USER_AGENT_LENGTH_MAX = 512;
const LOOPBACK = '127.0.0.1';

/** Reads the address of a client: that of the connection or, if it belongs to a trusted proxy, the last address in `X-Forwarded-For` that
 *  does not. The header is ignored from other peers, and `Forwarded` (RFC 7239) always: a proxy that sets only one of the two headers
 *  passes on the other as the client wrote it. */
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
    // Undefined after the client has disconnected.
    const peer = remote === undefined ? null : peerAddress(remote);
    return {
      ip: addressOf(headers, peer),
      peer,
      userAgent: headers.get('user-agent')?.slice(0, USER_AGENT_LENGTH_MAX) || null,
    };
  };
}
