// What the log on disk says while no controller runs. Reads a data folder, writes nothing of its own into the log.
import { openDataFolder } from '../../controller/data-folder.ts';
import { openingOf } from '../../controller/main.ts';
import { expectOk } from './expect-ok.ts';

/** The kind of the newest entry, and how many releases are open. */
export function logOnDisk(folder: string) {
  const { close, journal } = expectOk(openDataFolder(folder, openingOf()));
  try {
    const [newest] = expectOk(journal.latest(1));
    return { newest: newest?.occurrence.kind ?? null, openIntents: journal.openIntents().length };
  } finally {
    close();
  }
}
