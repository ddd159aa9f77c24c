// Errors of the HTTP interfaces as RFC 9457 problem documents with a closed set of codes.

export type ProblemCode =
  | 'malformed' // not JSON, or not of the published shape
  | 'too_large'
  | 'stale_revision' // made against an older picture; look again
  | 'stale_session' // the session is over
  | 'not_offered' // the command does not fit the screen that is shown
  | 'not_found'
  | 'foreign_origin' // another page asked
  | 'impossible' // the simulated hand cannot do that: the door is closed, the slot is empty …
  | 'unavailable'; // cannot be answered now: too many listen, or the controller failed

/** `application/problem+json`, RFC 9457. */
export interface Problem {
  readonly type: `urn:wardkey:problem:${ProblemCode}`;
  readonly code: ProblemCode;
  readonly status: number;
  /** One sentence in English for a person who looks at the answer. */
  readonly title: string;
  /** Where in the request, e.g. "command.key: expected string". */
  readonly detail?: string;
}

const STATUS: Readonly<Record<ProblemCode, number>> = {
  malformed: 400,
  too_large: 413,
  stale_revision: 409,
  stale_session: 409,
  not_offered: 409,
  not_found: 404,
  foreign_origin: 403,
  impossible: 409,
  unavailable: 503,
};

/** Builds the problem document of a code. */
export function problem(code: ProblemCode, title: string, detail?: string): Problem {
  const base = { type: `urn:wardkey:problem:${code}`, code, status: STATUS[code], title } as const;
  return detail === undefined ? base : { ...base, detail };
}
