import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import ipaddr from 'ipaddr.js';
import proxyAddress from 'proxy-addr';
import type { HeaderSource } from '../auth/authenticate.ts';
import type { Client } from '../domain/scope.ts';
import { createBoundedMap } from '../lib/bounded-map.ts';

/** What of a connection tells who is at its other end. None: the caller is in this process. */
export type Connection = { readonly socket: Pick<Socket, 'remoteAddress'> };

export type ReadClient = (headers: HeaderSource, connection?: Connection) => Client;

const USER_AGENT_LENGTH_MAX = 512;
const THIS_MACHINE = '127.0.0.1';

/** The address is that of the connection; where that belongs to a trusted proxy, the last one of `X-Forwarded-For` that
 *  does not. What anybody else writes there is not looked at. */
export function createClientReader(trustedProxies: readonly string[]): ReadClient {
  const isTrusted = proxyAddress.compile([...trustedProxies]);
  const addressOf = (headers: HeaderSource, peer: string) => {
    const forwarded = trustedProxies.length > 0 && headers.get('x-forwarded-for');
    if (!forwarded) return peer;
    // As much of a request as it looks at.
    const request = { socket: { remoteAddress: peer }, headers: { 'x-forwarded-for': forwarded } };
    return proxyAddress(request as unknown as IncomingMessage, isTrusted);
  };
  return (headers, connection) => {
    const peer = connection ? connection.socket.remoteAddress : THIS_MACHINE;
    return {
      // A client that has gone away has no address.
      ip: peer === undefined ? null : plainAddress(addressOf(headers, peer)),
      userAgent: headers.get('user-agent')?.slice(0, USER_AGENT_LENGTH_MAX) || null,
    };
  };
}

const KNOWN_MAX = 10_000;
/** A client sends many requests, and to read an address takes longer than to find it here. */
const known = createBoundedMap<string>(KNOWN_MAX);

/** As IPv4 where it is one, however it arrived. Null: no address at all, such as what a proxy made up. */
function plainAddress(text: string): string | null {
  const found = known.get(text);
  if (found !== undefined) return found;
  if (!ipaddr.isValid(text)) return null;
  const plain = ipaddr.process(text).toString();
  known.set(text, plain);
  return plain;
}
