// `wardkey audit key` and `checkpoint`: what is carried away from a cabinet, so that it can be held to it later.
import { signCheckpoint } from '../audit/checkpoint.ts';
import { argumentsOf, folderOf, noWord, WHICH } from './arguments.ts';
import { logKeyOf, looking, standOf } from './audit-source.ts';

/** The public key, for the commissioning record. @param args what stands after `key` */
export function key(args: readonly string[]): string {
  const { positionals, values } = argumentsOf(args, WHICH, 'wardkey audit key --config FILE|--data DIR');
  noWord(positionals);
  return `${logKeyOf(folderOf(values)).vkey}\n`;
}

/** Size and root of the log now, signed. @param args what stands after `checkpoint` */
export function checkpoint(args: readonly string[]): string {
  const { positionals, values } = argumentsOf(args, WHICH, 'wardkey audit checkpoint --config FILE|--data DIR');
  noWord(positionals);
  return looking(folderOf(values), (view) => {
    const { size, root } = standOf(view);
    return signCheckpoint(size, root, view.key);
  });
}
