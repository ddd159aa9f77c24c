// One plain HTTP server on one address, with bounds on time and number. Knows nothing of what is asked of it.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Problem, problem } from '../contract/problem.ts';
import { err, ok, type Result } from '../domain/result.ts';

export interface ListenAddress {
  /** Name or number of an interface, e.g. 127.0.0.1 or ::1. */
  readonly host: string;
  /** 0 = any that is free. */
  readonly port: number;
}

export type ListenFault = 'address_in_use' | 'address_not_available';

export interface HttpServer {
  /** e.g. http://127.0.0.1:8080/ */
  readonly url: string;
  /** Stops listening and ends every connection at once, open streams too. May be called twice. */
  close(): Promise<void>;
}

/** Connections at once; browsers open at most six to one host. */
export const CONNECTION_LIMIT = 64;

/** In milliseconds: for the head of a request, for all of it, for silence between two, and how often that is looked at. */
const PATIENCE = {
  headersTimeout: 5000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000,
} as const;

const FAULTS: ReadonlyMap<unknown, ListenFault> = new Map<unknown, ListenFault>([
  ['EADDRINUSE', 'address_in_use'],
  ['EADDRNOTAVAIL', 'address_not_available'],
  ['EACCES', 'address_not_available'],
  ['EAFNOSUPPORT', 'address_not_available'],
  ['ENOTFOUND', 'address_not_available'],
  ['EAI_AGAIN', 'address_not_available'],
]);

/**
 * Starts to listen.
 * @returns `address_not_available` when this machine has no such address or may not use the port
 * @throws for any other reason, which is a surprise
 */
export async function listen(
  app: RequestListener,
  { host, port }: ListenAddress,
): Promise<Result<HttpServer, ListenFault>> {
  // A request without `Host` goes to the app, which refuses it like any other foreign name.
  const server = createServer({ ...PATIENCE, requireHostHeader: false }, app);
  server.maxConnections = CONNECTION_LIMIT;
  server.on('clientError', refuseUnreadable);
  const fault = await opened(server, host, port);
  return fault === null ? ok({ url: urlOf(server), close: closer(server) }) : err(fault);
}

function opened(server: Server, host: string, port: number): Promise<ListenFault | null> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => {
      const fault = FAULTS.get('code' in error ? error.code : null);
      if (fault === undefined) reject(error);
      else resolve(fault);
    };
    server.once('error', failed);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', failed);
      resolve(null);
    });
  });
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${name}:${address.port}/`;
}

function closer(server: Server): () => Promise<void> {
  let closed: Promise<void> | null = null;
  return () => {
    closed ??= new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    return closed;
  };
}

/** Answers bytes that are no HTTP request, or came too slowly; there is no request yet that the app could answer. */
function refuseUnreadable(error: Error, socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const overflow = 'code' in error && error.code === 'HPE_HEADER_OVERFLOW';
  const document: Problem = overflow
    ? problem('too_large', 'The head of the request is too large.')
    : problem('malformed', 'This is not an HTTP request, or it came too slowly.');
  const body = JSON.stringify(document);
  const head = [
    `HTTP/1.1 ${document.status} ${overflow ? 'Content Too Large' : 'Bad Request'}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
