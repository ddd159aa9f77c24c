// Every refusal of the servers as a problem document (RFC 9457). Never shows a stack, a path of the disk or what was sent.

import type { ServerResponse } from 'node:http';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { type Problem, problem } from '../contract/problem.ts';

/** Told of what nobody expected, after it was answered. */
export type Surprised = (error: unknown) => void;

/** Answers with a problem document. @param close also ends the connection, when the rest of the request is not wanted */
export function sendProblem(response: ServerResponse, document: Problem, close = false): void {
  const body = JSON.stringify(document);
  response.writeHead(document.status, {
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    ...(close ? { Connection: 'close' } : {}),
  });
  response.end(body);
}

/** The last handler: whatever nobody answered is not there. */
export const nothingHere: RequestHandler = (_request, response) => {
  sendProblem(response, problem('not_found', 'There is nothing at this address.'));
};

/**
 * Answers what a handler threw. What the client did wrong becomes `malformed` or `too_large`; anything else is a surprise,
 * which is answered with `unavailable` and handed on.
 */
export function answerErrors(surprised: Surprised): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const status = statusOf(error);
    const surprise = status < 400 || status >= 500;
    if (response.headersSent) response.destroy();
    else if (status === 413) sendProblem(response, problem('too_large', 'The request is too large.'));
    else if (surprise) sendProblem(response, problem('unavailable', 'The controller failed to answer.'));
    else sendProblem(response, problem('malformed', 'The request cannot be read.', 'body: expected JSON'));
    if (surprise) surprised(error);
  };
}

/** Answers `unavailable` for a file that the disk does not give; the cabinet goes on without its page. */
export const answerLostFiles: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (statusOf(error) === 0) next(error);
  else if (response.headersSent) response.destroy();
  else sendProblem(response, problem('unavailable', 'The file cannot be read from the disk.'));
};

/** Throws outside of every handler, so that the process ends. */
export const endTheProcess: Surprised = (error) => {
  queueMicrotask(() => {
    throw error;
  });
};

/** The status that a library put on its error; 0 = none, so it is not about the request. */
function statusOf(error: unknown): number {
  const status: unknown = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' ? status : 0;
}
