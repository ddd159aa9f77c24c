// What is looked up at the desk is in the log before it shows, once a subject; what cannot be written down is not shown.
import { describe, expect, it } from 'vitest';
import { err } from '../../../controller/domain/result.ts';
import type { DeskRequest } from '../../../controller/machines/desk-requests.ts';
import { breakDisk } from '../../support/credential-stage.ts';
import { AT_DESK, filled, LINEN, NURSE, newest, STORE, taken, VANS } from '../../support/desk-stage.ts';
import { keyId, NOW, seq } from '../../support/domain-builders.ts';
import { expectOk } from '../../support/expect-ok.ts';

const looked = (what: string, over: object = {}) => ({
  kind: 'desk.looked',
  ...AT_DESK,
  what,
  key: null,
  person: null,
  ...over,
});

const KEY: DeskRequest = { type: 'desk.key', key: LINEN.id };

it.each<[DeskRequest, object]>([
  [{ type: 'desk.find', text: 'elo' }, looked('found')],
  [KEY, looked('key', { key: LINEN.id })],
  [{ type: 'desk.person', person: NURSE.id }, looked('person', { person: NURSE.id })],
  [
    { type: 'desk.timeline', subject: { kind: 'key', key: LINEN.id }, before: null },
    looked('timeline', { key: LINEN.id }),
  ],
  [
    { type: 'desk.timeline', subject: { kind: 'person', person: NURSE.id }, before: seq(1) },
    looked('timeline', { person: NURSE.id }),
  ],
  [{ type: 'desk.who_could_take', key: LINEN.id, at: NOW }, looked('outlook', { key: LINEN.id })],
  [{ type: 'desk.what_could_take', person: NURSE.id, at: NOW }, looked('outlook', { person: NURSE.id })],
  [{ type: 'desk.rights', subject: { kind: 'group', group: VANS } }, looked('rights')],
  [{ type: 'desk.rights', subject: { kind: 'person', person: NURSE.id } }, looked('rights', { person: NURSE.id })],
  [{ type: 'desk.weak_badges' }, looked('weak')],
])('%o', async (request, entry) => {
  const stage = filled();
  expectOk(await stage.ask(request));
  expect(stage.kinds()).toEqual(['desk.looked']);
  expect(newest(stage)).toEqual(entry);
});

it('names the pack of a lost key', async () => {
  const stage = taken();
  expectOk(await stage.ask({ type: 'desk.report_lost', key: LINEN.id, text: '' }));
  expectOk(await stage.ask({ type: 'desk.lost', key: LINEN.id }));
  expect(newest(stage)).toEqual(looked('lost', { key: LINEN.id }));
});

it('never says what was typed to find it', async () => {
  const stage = filled();
  expectOk(await stage.ask({ type: 'desk.find', text: 'testwell' }));
  expect(JSON.stringify(stage.logged())).not.toContain('testwell');
});

describe('one entry', () => {
  it('for as long as it is read', async () => {
    const stage = filled();
    const page = expectOk(await stage.ask(KEY));
    await stage.ask(KEY, { page });
    const found = expectOk(await stage.ask({ type: 'desk.find', text: 'l' }, { page }));
    await stage.ask({ type: 'desk.find', text: 'li' }, { page: found });
    expect(stage.kinds()).toEqual(['desk.looked', 'desk.looked']);
  });

  it('each for another key, and for the same after another', async () => {
    const stage = filled();
    const page = expectOk(await stage.ask(KEY));
    const other = expectOk(await stage.ask({ type: 'desk.key', key: STORE.id }, { page }));
    await stage.ask(KEY, { page: other });
    expect(stage.kinds()).toEqual(['desk.looked', 'desk.looked', 'desk.looked']);
  });

  it('none for what is not there, nor for what is done: that has its own', async () => {
    const stage = taken();
    const before = stage.kinds().length;
    await stage.ask({ type: 'desk.key', key: keyId('nothing') });
    await stage.ask({ type: 'desk.report_lost', key: LINEN.id, text: '' });
    expect(stage.kinds().slice(before)).toEqual(['key.lost']);
  });
});

it('shows nothing that could not be written down', async () => {
  const stage = filled();
  breakDisk(stage);
  expect(await stage.ask(KEY)).toEqual(err('storage_unavailable'));
  expect(stage.sent).toContainEqual({ type: 'storage.failed' });
});
