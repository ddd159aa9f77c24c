// `wardkey audit`: the log of a cabinet, proved, asked and kept. Whoever only verifies loads nothing of the cabinet, and no database.
import { checkProof } from './audit-check-proof.ts';
import { verify } from './audit-verify.ts';

/** Runs one word of the group. @param args what stands after `audit` */
export async function audit([word, ...args]: readonly string[]): Promise<void> {
  switch (word) {
    case 'verify':
      process.stdout.write(verify(args));
      return;
    case 'check-proof':
      process.stdout.write(checkProof(args));
      return;
    default:
      return (await import('./audit-cabinet.ts')).auditCabinet(word, args);
  }
}
