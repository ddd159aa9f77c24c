// One token, one frame, until one deadline.
import { describe, expect, it } from 'vitest';
import { ReleaseToken } from '../../../controller/domain/release-token.ts';
import { monotonic } from '../../../controller/domain/time.ts';
import { aSlot, seq } from '../../support/domain-builders.ts';

const token = () => ReleaseToken.mint(seq(7), aSlot().id, monotonic(1000));

describe('a release token', () => {
  it('says which intent and which slot it is for', () => {
    expect(token()).toMatchObject({ intent: 7, slot: 'slot-14', deadline: 1000 });
  });

  it.each([0, 999.9, 1000])('is good at %d ms', (now) => {
    expect(token().spend(monotonic(now))).toEqual({ ok: true, value: undefined });
  });

  it('is no good after its deadline', () => {
    expect(token().spend(monotonic(1000.1))).toEqual({ ok: false, error: 'token_expired' });
  });

  it('is good once', () => {
    const one = token();
    one.spend(monotonic(0));
    expect(one.spend(monotonic(0))).toEqual({ ok: false, error: 'token_spent' });
  });

  it('is used up by a try that came too late', () => {
    const one = token();
    one.spend(monotonic(2000));
    expect(one.spend(monotonic(0))).toEqual({ ok: false, error: 'token_spent' });
  });
});
