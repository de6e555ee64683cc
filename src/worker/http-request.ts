import { type ClientRequest, type OutgoingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { hostOf } from '../domain/webhook/destination.ts';
import { classifyIp } from '../lib/ip-class.ts';

/** The parts of a response that are read. */
export type EndpointResponse = {
  readonly status: number;
  /** The header as sent. Null: absent. */
  readonly retryAfter: string | null;
};

/** No connection was established, so the endpoint cannot have received the request. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';
}

/** The proxy rejected the connection. The message is shown to the tenant, so it does not name the proxy. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
}

export type PostRequest = {
  readonly url: URL;
  /** The address to connect to, whatever the host of the URL resolves to by now. */
  readonly address: string;
  /** The timeout for connecting, including the TLS handshake. Null: until the signal. */
  readonly connectMs: number | null;
  /** Headers in addition to those of every request. */
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
  /** Null: no proxy. Used for public addresses only. */
  readonly proxyUrl: string | null;
};

/** Sends a request over a new connection and resolves with the status and Retry-After of the response. The connection is closed then; the
 *  body is not read. Throws ConnectError when the request can be retried at another address. */
export function sendRequest(post: PostRequest, signal: AbortSignal): Promise<EndpointResponse> {
  return new Promise((resolve, reject) => {
    const sent = openRequest(post, signal);
    let isConnected = false;
    const stopWaiting = limitConnecting(sent, post.connectMs);
    whenConnected(sent, () => {
      isConnected = true;
      stopWaiting();
    });
    const fail = (cause: Error) => {
      stopWaiting();
      const isFinal = isConnected || cause instanceof ProxyError;
      reject(isFinal ? cause : new ConnectError('No connection was established.', { cause }));
    };
    sent.on('proxyConnect', ({ statusCode }: { readonly statusCode: number }) => {
      if (statusCode !== 200)
        sent.destroy(new ProxyError(`The webhook proxy responded with status ${statusCode}.`));
    });
    sent.on('response', (response) => {
      // The connection is closed in the middle of the body.
      response.on('error', () => {});
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] ?? null });
      sent.destroy();
    });
    sent.on('error', fail);
    sent.on('close', () => fail(new Error('The connection was closed without a response.')));
    sent.end(post.body);
  });
}

function openRequest(
  { url, address, headers, body, proxyUrl }: PostRequest,
  signal: AbortSignal,
): ClientRequest {
  const host = hostOf(url);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const isProxied = proxyUrl !== null && classifyIp(address) === 'public';
  return request({
    method: 'POST',
    host: address,
    port: url.port || (url.protocol === 'https:' ? 443 : 80),
    path: `${url.pathname}${url.search}`,
    // SNI with the host name, for its certificate. An IP address is not allowed in SNI.
    servername: isIP(host) ? '' : host,
    agent: isProxied ? new HttpsProxyAgent(proxyUrl, { signal }) : false,
    signal,
    headers: {
      ...headers,
      host: url.host,
      'content-type': 'application/json',
      'content-length': body.length,
    },
  });
}

/** Aborts a request that is not connected in time. Returns the function that cancels the timeout. */
function limitConnecting(sent: ClientRequest, connectMs: number | null): () => void {
  if (connectMs === null) return () => {};
  const timeoutError = Object.assign(new Error('Connecting timed out.'), { code: 'ETIMEDOUT' });
  const timeout = setTimeout(() => sent.destroy(timeoutError), connectMs);
  return () => clearTimeout(timeout);
}

/** Calls back once the connection is established, including the TLS handshake. */
function whenConnected(sent: ClientRequest, then: () => void): void {
  sent.on('socket', (socket: Socket) => {
    if (socket instanceof TLSSocket) socket.once('secureConnect', then);
    else if (socket.connecting) socket.once('connect', then);
    else then();
  });
}
