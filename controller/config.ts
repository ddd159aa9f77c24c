// The bootstrap file: paths, the listen address, and whether the hardware is simulated. Everything else lives in the database.
// Parsed once, frozen; an unknown key is an error, because a misspelt one would be silently without effect.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from './domain/result.ts';

export interface ApplianceConfig {
  /** Folder of the database and the key files; only its owner may read it. */
  readonly data: string;
  /** Folder of the built pages. */
  readonly pages: string;
  /** Where the kiosk page is served: loopback only. */
  readonly kiosk: { readonly host: '127.0.0.1' | '::1'; readonly port: number };
  readonly hardware: 'real' | 'simulated';
}

export interface ConfigFault {
  readonly code: 'unreadable' | 'not_json' | 'not_valid';
  /** For the person who wrote the file: what is wrong, and where. */
  readonly explanation: string;
}

const schema = z.strictObject({
  data: z.string().min(1),
  pages: z.string().min(1).optional(),
  kiosk: z
    .strictObject({ host: z.enum(['127.0.0.1', '::1']), port: z.int().min(0).max(65_535) })
    .default({ host: '127.0.0.1', port: 8080 }),
  hardware: z.enum(['real', 'simulated']).default('real'),
});

/** The pages as `npm run build` leaves them, seen from the sources and from dist/ alike. */
export const BUILT_PAGES = path.join(
  import.meta.dirname,
  ...(import.meta.filename.endsWith('.ts') ? ['..', 'dist'] : ['..']),
  'kiosk',
);

/** Reads the bootstrap file. Relative paths in it are taken from the folder of the file. */
export function loadConfig(file: string): Result<ApplianceConfig, ConfigFault> {
  const text = read(file);
  return text.ok ? parseConfig(text.value, path.dirname(path.resolve(file))) : text;
}

/** Parses the text of a bootstrap file. @param folder what relative paths are relative to */
export function parseConfig(text: string, folder: string): Result<ApplianceConfig, ConfigFault> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const parsed = schema.safeParse(json.value);
  if (!parsed.success) return err({ code: 'not_valid', explanation: z.prettifyError(parsed.error) });
  const { data, pages, kiosk, hardware } = parsed.data;
  return ok(
    Object.freeze({
      data: path.resolve(folder, data),
      pages: pages === undefined ? BUILT_PAGES : path.resolve(folder, pages),
      kiosk: Object.freeze(kiosk),
      hardware,
    }),
  );
}

function read(file: string): Result<string, ConfigFault> {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (error) {
    return err({ code: 'unreadable', explanation: error instanceof Error ? error.message : String(error) });
  }
}

function parseJson(text: string): Result<unknown, ConfigFault> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return err({ code: 'not_json', explanation: error instanceof Error ? error.message : String(error) });
  }
}
