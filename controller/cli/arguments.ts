// What commands are given: their words and options, and which cabinet they are about. Ends the process when that makes no sense.
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { loadConfig } from '../config.ts';
import { EXIT, fail } from './exit.ts';

/** Options that say which cabinet: `folderOf` reads them. */
export const WHICH = { config: { type: 'string' }, data: { type: 'string' } } as const;

/** What `folderOf` reads: the bootstrap file that names the data folder, or the folder itself. */
export interface WhichCabinet {
  readonly config?: string | undefined;
  readonly data?: string | undefined;
}

/** Takes arguments apart. @param usage shown with what is wrong */
export function argumentsOf<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    return fail(EXIT.usage, `${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

/** The one word that a command takes. @param name what it is, for the message */
export function onlyWord(words: readonly string[], name: string): string {
  const [word, more] = words;
  if (more !== undefined) return fail(EXIT.usage, `"${more}" is one word too many`);
  return word ?? fail(EXIT.usage, `${name} is missing`);
}

/** Refuses any word. */
export function noWord(words: readonly string[]): void {
  if (words[0] !== undefined) fail(EXIT.usage, `"${words[0]}" is one word too many`);
}

/** The data folder of the cabinet that is meant: itself, or as the bootstrap file names it. */
export function folderOf({ config, data }: WhichCabinet): string {
  if (data !== undefined) return data;
  if (config === undefined) return fail(EXIT.usage, '--config FILE or --data DIR is needed, to say which cabinet');
  const bootstrap = loadConfig(config);
  return bootstrap.ok ? bootstrap.value.data : fail(EXIT.config, `${config}: ${bootstrap.error.explanation}`);
}
