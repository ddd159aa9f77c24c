// How full the disk is, as the system says.
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskUse } from '../../../controller/store/disk.ts';

describe('the disk', () => {
  it('says a share of itself', () => {
    const percent = diskUse(tmpdir());
    expect(percent).toBeGreaterThan(0);
    expect(percent).toBeLessThanOrEqual(100);
  });

  it('of a folder that is not there says nothing', () => {
    expect(diskUse(path.join(tmpdir(), 'wardkey-no-such-folder'))).toBeNull();
  });
});
