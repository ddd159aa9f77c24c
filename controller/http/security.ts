// Who may ask: pages of this very origin, on this machine. Keeps other web pages out, also those that rebind a name to it.

import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { problem } from '../contract/problem.ts';
import { sendProblem } from './problem-response.ts';

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** What a browser says of a request by a page of this origin, or by nobody's page (an address that a person typed). */
const OWN_SITES: ReadonlySet<string> = new Set(['same-origin', 'none']);

/** Headers for plain HTTP on loopback: scripts, styles, fonts and frames from here only; nobody else may frame it. */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'frame-src': ["'self'"],
        'frame-ancestors': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'upgrade-insecure-requests': null,
      },
    },
    strictTransportSecurity: false,
    xFrameOptions: { action: 'sameorigin' },
  });
}

/**
 * Refuses a request that was made to another name or port than this socket has on loopback. A page whose own name was
 * rebound to 127.0.0.1 still sends that name as `Host` (RFC 9110, section 7.2).
 */
export const loopbackHostOnly: RequestHandler = (request, response, next) => {
  if (isOwnHost(request)) next();
  else refuse(response, 'This server answers to its loopback address only.');
};

/**
 * Refuses what another page asks, by `Origin` (RFC 6454) and `Sec-Fetch-Site` (W3C Fetch Metadata). A program that is no
 * browser sends neither, and is let through. Stands behind `loopbackHostOnly`.
 */
export const ownOriginOnly: RequestHandler = (request, response, next) => {
  const { origin, host = '' } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const own = origin === undefined || origin === `http://${host.toLowerCase()}`;
  if (own && (site === undefined || (typeof site === 'string' && OWN_SITES.has(site)))) next();
  else refuse(response, 'Another page asked.');
};

function isOwnHost({ headers, socket }: IncomingMessage): boolean {
  const [, name = '', port = '80'] = /^(\[[^\]]*\]|[^:]*)(?::([0-9]{1,5}))?$/.exec(headers.host ?? '') ?? [];
  return LOOPBACK_NAMES.has(name.toLowerCase()) && Number(port) === socket.localPort;
}

function refuse(response: Parameters<RequestHandler>[1], title: string): void {
  sendProblem(response, problem('foreign_origin', title), true);
}
