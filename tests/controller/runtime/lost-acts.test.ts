// A lost key at the desk: reported, looked for step by step, found. Each step stands once, with a name and a time; the pack says
// who had the key, and what proves it.
import { describe, expect, it } from 'vitest';
import { LOST_STEPS } from '../../../controller/domain/lost-step.ts';
import { err } from '../../../controller/domain/result.ts';
import type { DeskAct } from '../../../controller/machines/desk-requests.ts';
import { lostPage } from '../../../controller/runtime/lost-acts.ts';
import { breakDisk } from '../../support/credential-stage.ts';
import {
  AT_DESK,
  alarmsOf,
  DEPUTY,
  type DeskStage,
  filled,
  LINEN,
  ledgerOf,
  NURSE,
  newest,
  taken,
} from '../../support/desk-stage.ts';
import { NOW, sessionId, slotId } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const REPORT: DeskAct = { type: 'desk.report_lost', key: LINEN.id, text: 'at the bus stop' };
const step = (name: (typeof LOST_STEPS)[number], text = ''): DeskAct => ({
  type: 'desk.lost_step',
  key: LINEN.id,
  step: name,
  text,
});
const stepsOf = (stage: DeskStage) => (ledgerOf(stage).lost.get(LINEN.id) ?? []).map((done) => done.step);

async function lost(): Promise<DeskStage> {
  const stage = taken();
  expectOk(await stage.ask(REPORT));
  return stage;
}

describe('a step', () => {
  it('is in the log with who did it, and counts once', async () => {
    const stage = await lost();
    const page = expectOk(await stage.ask(step('security_told')));
    expect(page).toMatchObject({ kind: 'lost', key: LINEN.id });
    expect(newest(stage)).toEqual({
      kind: 'lost.step_done',
      ...AT_DESK,
      key: LINEN.id,
      step: 'security_told',
      note: null,
    });
    expect(await stage.ask(step('security_told'))).toEqual(err('already_done'));
    expect(stepsOf(stage)).toEqual(['security_told']);
  });

  it('that decides something must say what, and the pack repeats it', async () => {
    const stage = await lost();
    expect(await stage.ask(step('police_told'))).toEqual(err('text_required'));
    const page = expectOk(await stage.ask(step('police_told', 'case 4711')));
    expect(page).toMatchObject({ notes: [{ step: 'police_told', text: 'case 4711' }] });
    expect(JSON.stringify(stage.logged())).not.toContain('4711');
  });

  it('is done about a lost key only', async () => {
    const stage = taken();
    expect(await stage.ask(step('security_told'))).toEqual(err('not_lost'));
    expect(await stage.ask({ type: 'desk.lost', key: LINEN.id })).toEqual(err('not_lost'));
    expect(await filled().ask(REPORT)).toEqual(err('in_its_slot'));
  });

  it('that cannot be written down is not done', async () => {
    const stage = await lost();
    breakDisk(stage);
    expect(await stage.ask(step('security_told'))).toEqual(err('storage_unavailable'));
    expect(stepsOf(stage)).toEqual([]);
  });
});

describe('the pack', () => {
  it('says who had it last, each once, and which entries prove it', async () => {
    const stage = filled();
    const { journal } = stage.services;
    stage.take(LINEN.id);
    const by = { session: sessionId('session-1'), staff: NURSE.id };
    const over = { kind: 'key.handed_over', ...by, key: LINEN.id, to: DEPUTY.id } as const;
    expectOk(journal.record({ ...over, due: null, count: null, note: null }));
    const page = expectOk(await stage.ask(REPORT));
    const log = stage.logged();
    const places = ['key.lost', 'key.handed_over', 'release.taken'].map(
      (kind) => log.findLastIndex((one) => one.kind === kind) + 1,
    );
    const [report, handed, taking] = places;
    expect(page).toMatchObject({
      holders: [
        { person: DEPUTY.id, entry: handed },
        { person: NURSE.id, entry: taking },
      ],
      entries: [report, handed, taking],
      trouble: null,
      proof: { size: log.length, root: Buffer.from(journal.root()).toString('hex') },
    });
  });

  it('without a way to ask the log says so, and keeps its steps', async () => {
    const stage = await lost();
    const { timelines: _, ...services } = stage.services;
    const { running } = stage;
    const page = lostPage({ services, running, visitor: AT_DESK, page: { kind: 'now' } }, LINEN.id);
    expect(page).toMatchObject({ ok: true, value: { trouble: 'unreadable', holders: [], entries: [] } });
  });

  it('ends with the key that is found: its page comes next, and the alarm ends', async () => {
    const stage = await lost();
    const page = expectOk(await stage.ask(step('security_told')));
    const next = expectOk(await stage.ask({ type: 'desk.report_found', key: LINEN.id }, { page }));
    expect(next).toMatchObject({ kind: 'key', key: LINEN.id });
    expect(stepsOf(stage)).toEqual([]);
    expect(alarmsOf(stage).at(-1)).toBe(`alarm.end key_lost.${LINEN.id}`);
  });

  it('ends with the key that comes back by itself', async () => {
    const stage = await lost();
    const page = expectOk(await stage.ask(step('security_told')));
    const home = { slot: slotId('slot-14'), fob: null, key: LINEN.id, holder: null, during: null } as const;
    expectOk(stage.services.journal.record({ kind: 'key.returned', ...home, cause: 'sensor' }));
    expect(await stage.ask(step('holders_asked'), { page })).toEqual(err('not_lost'));
    expect(stepsOf(stage)).toEqual([]);
  });

  it('outlives a restart', async () => {
    const stage = await lost();
    for (const name of LOST_STEPS) expectOk(await stage.ask(step(name, 'said')));
    const { lost: read } = expectOk(stage.store.read(() => stage.store.ledger.read()));
    expect(read).toEqual(ledgerOf(stage).lost);
    expect(read.get(LINEN.id)?.map((done) => [done.step, done.by, done.at >= NOW])).toEqual(
      LOST_STEPS.map((name) => [name, AT_DESK.staff, true]),
    );
  });
});
