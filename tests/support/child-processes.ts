// Which processes of this machine have a text in their command line: how a test sees that none is left behind.
import { readdir, readFile } from 'node:fs/promises';

/** The ids of all running processes with `text` in their command line; of `parent` alone when it is given. */
export async function childProcesses(text: string, parent?: number): Promise<readonly number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const matches = await Promise.all(
    ids.map(
      async (id) =>
        (await read(id, 'cmdline')).includes(text) && (parent === undefined || parent === (await parentOf(id))),
    ),
  );
  return ids.filter((id, index) => id !== process.pid && matches[index]);
}

/** The fourth field of /proc/<id>/stat; the second, a name in brackets, may hold spaces. */
async function parentOf(id: number): Promise<number> {
  const stat = await read(id, 'stat');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** A process that has ended meanwhile reads as empty. */
async function read(id: number, file: string): Promise<string> {
  return await readFile(`/proc/${id}/${file}`, 'utf8').catch(() => '');
}
