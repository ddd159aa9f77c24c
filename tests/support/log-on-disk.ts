// What the log on disk says while no controller runs. Reads a data folder, writes nothing of its own into the log.
import { openDataFolder } from '../../controller/data-folder.ts';
import { parseBootId } from '../../controller/domain/ids.ts';
import { systemClock } from '../../controller/main.ts';
import { expectOk } from './expect-ok.ts';

/** The kind of the newest entry, and how many releases are open. */
export function logOnDisk(folder: string) {
  const { store, journal } = expectOk(openDataFolder(folder, expectOk(parseBootId('onlooker')), systemClock));
  try {
    const [newest] = expectOk(journal.latest(1));
    return { newest: newest?.occurrence.kind ?? null, openIntents: journal.openIntents().length };
  } finally {
    store.close();
  }
}
