// The set-up of a cabinet as one JSON document: the shape, what may be left out, the way in and the way back.
// Says nothing about whether the parts fit each other; validate.ts does.
import { z } from 'zod';
import { err, ok, type Result } from '../domain/result.ts';
import type { CabinetSetup } from '../domain/setup.ts';
import { hardwareSections } from './document-hardware.ts';
import { keySections } from './document-keys.ts';
import { staffSections } from './document-staff.ts';
import { pathText, type SetupFault } from './fault.ts';

/** The document as JSON has it, with everything said. */
export type SetupDocument = Readonly<Record<string, unknown>>;

const documentSchema = z.strictObject({
  /** Where an editor finds the schema; without meaning for the cabinet. */
  $schema: z.string().optional(),
  /** Which form of the document this is. */
  format: z.literal(1).prefault(1),
  ...hardwareSections,
  ...keySections,
  ...staffSections,
});

/**
 * Reads the text of a document into a set-up.
 * @returns every fault of the shape, each with its place; whether the parts fit each other is not looked at
 */
export function parseDocument(text: string): Result<CabinetSetup, readonly SetupFault[]> {
  const json = parseJson(text);
  return json.ok ? readDocument(json.value) : json;
}

/** The same for what is JSON already. */
export function readDocument(json: unknown): Result<CabinetSetup, readonly SetupFault[]> {
  const parsed = documentSchema.safeParse(json);
  if (!parsed.success) return err(parsed.error.issues.flatMap(faultsOf));
  const { $schema: _schema, format: _format, ...setup } = parsed.data;
  return ok(setup);
}

/** A set-up as a document, nothing left out: what is not said could change its meaning with a later release. */
export function documentOf(setup: CabinetSetup): SetupDocument {
  return z.encode(documentSchema, { format: 1, ...setup });
}

/** A set-up as a person reads it: indented, in the order of the schema, with a line feed at its end. */
export function documentText(setup: CabinetSetup): string {
  return `${JSON.stringify(documentOf(setup), null, 2)}\n`;
}

/** The published schema: JSON Schema, draft 2020-12, of what may be written. */
export function documentJsonSchema(): object {
  const schema = z.toJSONSchema(documentSchema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });
  return { title: 'The set-up of a Wardkey cabinet', ...schema };
}

type Issue = z.core.$ZodIssue;

function faultsOf(issue: Issue): readonly SetupFault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: pathText([...issue.path, key]),
      code: 'unknown_field',
      message: 'there is no such field',
    }));
  }
  return [{ path: pathText(issue.path), code: 'wrong_shape', message: issue.message }];
}

function parseJson(text: string): Result<unknown, readonly SetupFault[]> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return err([{ path: '', code: 'not_json', message: error instanceof Error ? error.message : String(error) }]);
  }
}
