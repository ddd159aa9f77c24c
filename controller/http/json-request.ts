// Reads a JSON request and parses it by the published schema, at the edge. Never reads more than 16 KiB, never repeats a value.
import express, { type RequestHandler } from 'express';
import { type Problem, problem } from '../contract/problem.ts';
import { err, ok, type Result } from '../domain/result.ts';

/** The most that a request may carry, in bytes. */
export const BODY_LIMIT = 16 * 1024;

/** The part of a schema that is used here. */
export interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const DETAIL_LIMIT = 200;

/** Reads the body when it is plain `application/json`; any other leaves it undefined, so no schema fits. */
export const readJson: RequestHandler = express.json({ limit: BODY_LIMIT, type: 'application/json', inflate: false });

/** Parses a body; the problem names the first place that does not fit, as "command.key: expected string". */
export function parseBody<T>(schema: Schema<T>, body: unknown): Result<T, Problem> {
  if (body === undefined) return err(malformed('body: expected application/json'));
  const parsed = schema.safeParse(body);
  return parsed.success ? ok(parsed.data) : err(malformed(worded(parsed.error.issues)));
}

function malformed(detail: string): Problem {
  return problem('malformed', 'The request is not of the published shape.', detail);
}

function worded(issues: readonly Issue[]): string {
  const [first] = issues;
  const place = first === undefined || first.path.length === 0 ? 'body' : first.path.map(String).join('.');
  const complaint = first === undefined ? 'does not fit' : first.message.replace(/^Invalid input: /, '');
  return `${place}: ${complaint}`.slice(0, DETAIL_LIMIT);
}
