import type { Server } from 'node:net';

/** The server cannot listen at an address. The message states the reason and the setting to change. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

export type ListenAddress = {
  readonly host: string;
  readonly port: number;
  /** The environment variables of host and port. */
  readonly settings: { readonly host: string; readonly port: string };
};

/** Resolves once the server accepts connections at the address. Throws ListenError when it cannot. */
export async function listenAt(server: Server, { host, port, settings }: ListenAddress): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((error) => {
    throw toListenError(error, { host, port, settings });
  });
}

function toListenError(error: unknown, { host, port, settings }: ListenAddress): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const messages: Readonly<Record<string, string>> = {
    EADDRINUSE: `The address ${address} is in use by another process. Stop it, or set another ${settings.port}.`,
    EACCES: `This user may not listen at ${address}. Set ${settings.port} to 1024 or more.`,
    EADDRNOTAVAIL: `${settings.host} ${host} is not an address of this machine. Set one that is, such as 127.0.0.1.`,
    ENOTFOUND: `${settings.host} ${host} cannot be resolved. Set an address of this machine.`,
  };
  const message =
    messages[String(error.code)] ??
    `The server cannot listen at ${address}: ${error.message}. Set ${settings.host} and ${settings.port}.`;
  return new ListenError(message, { cause: error });
}
