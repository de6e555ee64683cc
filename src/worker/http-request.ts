import { type ClientRequest, type OutgoingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { hostOf } from '../domain/webhook/destination.ts';
import { classifyIp } from '../lib/ip-class.ts';

/** What is read of an answer. */
export type EndpointResponse = {
  readonly status: number;
  /** As it was sent. Null: it was not. */
  readonly retryAfter: string | null;
};

/** No connection came about, so that nothing of the request can have been received. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';
}

/** The proxy refused the connection. The message is for the owner of the endpoint: it does not name the proxy. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
}

export type PostRequest = {
  readonly url: URL;
  /** The connection is made to this one, whatever the host of the URL leads to by now. */
  readonly address: string;
  /** Until the connection is there, with TLS where the URL asks for it. Null: until the signal. */
  readonly connectMs: number | null;
  /** Beside those that every request has. */
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
  /** Null: none. Used for public addresses only. */
  readonly proxyUrl: string | null;
};

/** Sends a request over a connection of its own and resolves with the head of the answer: the connection is closed then,
 *  whatever the endpoint still has to send. Throws ConnectError while another address may be tried instead. */
export function sendRequest(wanted: PostRequest, signal: AbortSignal): Promise<EndpointResponse> {
  return new Promise((resolve, reject) => {
    const sent = open(wanted, signal);
    let isConnected = false;
    const stopWaiting = limitConnecting(sent, wanted.connectMs);
    whenConnected(sent, () => {
      isConnected = true;
      stopWaiting();
    });
    const fail = (cause: Error) => {
      stopWaiting();
      const isFinal = isConnected || cause instanceof ProxyError;
      reject(isFinal ? cause : new ConnectError('No connection came about.', { cause }));
    };
    sent.on('proxyConnect', ({ statusCode }: { readonly statusCode: number }) => {
      if (statusCode !== 200) sent.destroy(new ProxyError(`The proxy for webhooks answered ${statusCode}.`));
    });
    sent.on('response', (answer) => {
      // The connection ends in the middle of it.
      answer.on('error', () => {});
      resolve({ status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] ?? null });
      sent.destroy();
    });
    sent.on('error', fail);
    sent.on('close', () => fail(new Error('The connection was closed without an answer.')));
    sent.end(wanted.body);
  });
}

function open({ url, address, headers, body, proxyUrl }: PostRequest, signal: AbortSignal): ClientRequest {
  const host = hostOf(url);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const isProxied = proxyUrl !== null && classifyIp(address) === 'public';
  return request({
    method: 'POST',
    host: address,
    port: url.port || (url.protocol === 'https:' ? 443 : 80),
    path: `${url.pathname}${url.search}`,
    // The certificate is that of the name. An address is none that could be asked for.
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

/** Ends a request that is not connected in time, until the returned function is called. */
function limitConnecting(sent: ClientRequest, connectMs: number | null): () => void {
  if (connectMs === null) return () => {};
  const late = Object.assign(new Error('Connecting took too long.'), { code: 'ETIMEDOUT' });
  const timeout = setTimeout(() => sent.destroy(late), connectMs);
  return () => clearTimeout(timeout);
}

/** Calls back once the request can be sent: when the connection is there, and with TLS when that is. */
function whenConnected(sent: ClientRequest, then: () => void): void {
  sent.on('socket', (socket: Socket) => {
    if (socket instanceof TLSSocket) socket.once('secureConnect', then);
    else if (socket.connecting) socket.once('connect', then);
    else then();
  });
}
