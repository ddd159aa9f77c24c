// The built pages from the disk. Serves index pages and what lies flat under assets by name; no other path reaches the disk.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import express, { type RequestHandler } from 'express';
import { type Problem, problem } from '../contract/problem.ts';
import { sendProblem } from './problem-response.ts';

/**
 * One index page, never kept by the browser: after an update it must name the new assets. `not_found` when it was never
 * built, `unavailable` when the disk does not give it. @param folder absolute
 */
export function page(folder: string, name: string): RequestHandler {
  const file = path.join(folder, name);
  return async (_request, response) => {
    const html = await readFile(file).catch(lost);
    if (Buffer.isBuffer(html)) response.set('Cache-Control', 'no-store').type('html').send(html);
    else sendProblem(response, html);
  };
}

/** Scripts, styles and fonts, kept for good: their names change with their content. @param folder absolute */
export function assets(folder: string): RequestHandler {
  return express.static(path.join(folder, 'assets'), {
    acceptRanges: false,
    cacheControl: false,
    etag: false,
    index: false,
    lastModified: false,
    redirect: false,
    setHeaders: (response) => {
      response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    },
  });
}

function lost(error: unknown): Problem {
  const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return absent
    ? problem('not_found', 'The pages of this release were not built.')
    : problem('unavailable', 'The page cannot be read from the disk.');
}
