// The words of `wardkey audit` that are about a cabinet at hand: its log written out, asked and kept. Finds the word; what a word
// does is in a file of its own.
import { checkpoint, key } from './audit-checkpoint.ts';
import { exportAudit } from './audit-export.ts';
import { prove } from './audit-proof.ts';
import { EXIT, fail } from './exit.ts';
import { RETENTION_USAGE, retention } from './retention.ts';
import { SHOW_USAGE, show } from './show.ts';

const AUDIT_USAGE = `wardkey audit: the log of a cabinet

  export DIR [--from X] [--to Y]       write the log for an inspector; X, Y: a position, a day or a time
  verify DIR --key VKEY [--since FILE] prove an export; FILE: a checkpoint that left the cabinet earlier
                                       ends with 0 = proved, 1 = broken, 2 = cannot be used
  key                                  the public key of this cabinet, for the commissioning record
  checkpoint                           size and root of the log now, signed
  prove POSITION [--entry FILE]        the proof that an entry is in the log; its bytes into FILE
  check-proof FILE --entry FILE --key VKEY
                                       verify such a proof; ends as verify does
${SHOW_USAGE}      each but verify and check-proof with --config FILE or --data DIR, to say which cabinet; it may be running
${RETENTION_USAGE}`;

/** Runs one of these words. @param args what stands after it */
export async function auditCabinet(word: string | undefined, args: readonly string[]): Promise<void> {
  switch (word) {
    case 'export':
      return say(exportAudit(args));
    case 'key':
      return say(key(args));
    case 'checkpoint':
      return say(checkpoint(args));
    case 'prove':
      return say(prove(args));
    case 'hold':
    case 'lift':
    case 'retain':
    case 'prune':
    case 'erase':
      return retention(word, args);
    case 'show':
      return show(args);
    case undefined:
      return say(AUDIT_USAGE);
    default:
      return fail(EXIT.usage, `there is no "audit ${word}"\n\n${AUDIT_USAGE}`);
  }
}

function say(text: string): void {
  process.stdout.write(text);
}
