// The reserve: real bytes of its owner alone, given up at once, made anew piece by piece, and never at the cost of others.
import { statfsSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../controller/domain/result.ts';
import { RESERVE_SIZE, Reserve } from '../../../controller/store/reserve.ts';
import { expectOk } from '../../support/expect-ok.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { SmallDisk } from '../../support/small-disk.ts';

const MIB = 1024 * 1024;
const fileIn = (folder: string) => path.join(folder, 'reserve');
const freeOn = (folder: string) => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

/** A reserve on a disk of 16 MiB of its own. */
function onSmallDisk() {
  const disk = SmallDisk.mount(16 * 1024);
  return { disk, folder: disk.folder, reserve: Reserve.in(disk.folder) };
}

describe('the reserve', () => {
  it('is real bytes on the disk, for its owner alone', () => {
    const { folder, reserve } = onSmallDisk();
    const free = freeOn(folder);
    expect(reserve.isWhole).toBe(false);
    expectOk(reserve.fill());
    expect(reserve.isWhole).toBe(true);
    expect(free - freeOn(folder)).toBeGreaterThanOrEqual(RESERVE_SIZE);
    const { size, mode } = statSync(fileIn(folder));
    expect([size, mode & 0o777]).toEqual([RESERVE_SIZE, 0o600]);
    expect(Reserve.in(folder).isWhole).toBe(true);
  });

  it('leaves all its room at once, and once', () => {
    const { folder, reserve } = onSmallDisk();
    expectOk(reserve.fill());
    const free = freeOn(folder);
    expect(reserve.giveUp()).toEqual(ok(true));
    expect([reserve.isWhole, freeOn(folder) - free]).toEqual([false, RESERVE_SIZE]);
    expect(reserve.giveUp()).toEqual(ok(false));
  });

  it('comes back in pieces of 256 KiB, also over a restart', () => {
    const { folder, reserve } = onSmallDisk();
    for (let piece = 1; piece < 16; piece += 1) {
      expect(reserve.refill()).toEqual(ok('more'));
      expect(statSync(fileIn(folder)).size).toBe(piece * (MIB / 4));
    }
    const again = Reserve.in(folder);
    for (let piece = 16; piece < 32; piece += 1) expect(again.refill()).toEqual(ok('more'));
    expect([again.refill(), again.isWhole, again.refill()]).toEqual([ok('whole'), true, ok('whole')]);
  });

  it('waits until all of it has room with a mebibyte to spare', () => {
    const { disk, folder, reserve } = onSmallDisk();
    disk.fill(9 * 1024 - 64);
    expect([reserve.fill(), reserve.refill()]).toEqual([err('storage_full'), err('storage_full')]);
    expect(statSync(fileIn(folder)).size).toBe(0);
    disk.clear();
    disk.fill(9 * 1024);
    expect(reserve.refill()).toEqual(ok('more'));
  });

  it('on a disk that is read-only stays as it is', () => {
    const { disk, folder, reserve } = onSmallDisk();
    expectOk(reserve.refill());
    disk.readOnly(true);
    expect([reserve.refill(), reserve.giveUp()]).toEqual([err('storage_readonly'), err('storage_readonly')]);
    expect(statSync(fileIn(folder)).size).toBe(MIB / 4);
  });

  it('is not believed when it is a hole, a link or cut off', () => {
    const [hole, link, cut] = [scratchFolder(), scratchFolder(), scratchFolder()];
    writeFileSync(fileIn(hole), '');
    truncateSync(fileIn(hole), RESERVE_SIZE);
    writeFileSync(path.join(link, 'elsewhere'), Buffer.alloc(RESERVE_SIZE, 1));
    symlinkSync(path.join(link, 'elsewhere'), fileIn(link));
    writeFileSync(fileIn(cut), Buffer.alloc(RESERVE_SIZE - 1, 1));
    for (const folder of [hole, link, cut]) expect(Reserve.in(folder).isWhole).toBe(false);
    expectOk(Reserve.in(hole).fill());
    const { blocks, size } = statSync(fileIn(hole));
    expect([Reserve.in(hole).isWhole, blocks * 512 >= size]).toEqual([true, true]);
    expectOk(Reserve.in(cut).fill());
    expect(statSync(fileIn(cut)).size).toBe(RESERVE_SIZE);
  });
});
