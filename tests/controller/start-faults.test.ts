// A cabinet whose set-up cannot be run says so, and leaves the data folder free for whoever mends it.
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { type ApplianceConfig, BUILT_PAGES } from '../../controller/config.ts';
import { openDataFolder } from '../../controller/data-folder.ts';
import { instant } from '../../controller/domain/time.ts';
import { openingOf, startAppliance } from '../../controller/main.ts';
import { digestOf } from '../../controller/setup/digest.ts';
import { newSetup } from '../../controller/setup-change.ts';
import type { NewSetup } from '../../controller/store/setup-repository.ts';
import { aSetup } from '../support/domain-builders.ts';
import { expectOk } from '../support/expect-ok.ts';
import { scratchFolder } from '../support/scratch.ts';

let data: string;

beforeEach(() => {
  data = path.join(scratchFolder(), 'data');
});

const WHOLE = newSetup(aSetup(), instant(0), null);

/** What the start of a cabinet with this set-up says. */
async function faultOf(setup: NewSetup | null, hardware: ApplianceConfig['hardware'] = 'real') {
  const { store, close } = expectOk(openDataFolder(data, openingOf()));
  if (setup !== null) expectOk(store.setup.write(setup, null));
  close();
  const config = { data, pages: BUILT_PAGES, kiosk: { host: '127.0.0.1', port: 0 }, hardware } as const;
  const started = await startAppliance({ config, onFatal: () => undefined });
  expectOk(openDataFolder(data, openingOf())).close();
  return started.ok ? null : started.error;
}

function withBody(body: string): NewSetup {
  return { ...WHOLE, body, digest: digestOf(body) };
}

it('without a set-up', async () => {
  expect(await faultOf(null)).toEqual({ what: 'set-up', code: 'missing' });
});

it('with a set-up that does not fit its digest', async () => {
  expect(await faultOf({ ...WHOLE, body: WHOLE.body.replace('Ground', 'Second') })).toEqual({
    what: 'set-up',
    code: 'damaged',
  });
});

it('with a set-up of which this release understands only a part', async () => {
  expect(await faultOf(withBody(WHOLE.body.replace('"door":null', '"door":null,"doors":[]')))).toEqual({
    what: 'set-up',
    code: 'not_valid',
    details: ['doors: there is no such field (unknown_field)'],
  });
});

it('with a time zone that is not known here', async () => {
  expect(await faultOf(withBody(WHOLE.body.replace('"UTC"', '"Europe/Atlantis"')))).toEqual({
    what: 'set-up',
    code: 'unknown_time_zone',
    details: ['Europe/Atlantis'],
  });
});

it('with a simulated reader on real hardware', async () => {
  const body = WHOLE.body.replace('"readers":[]', '"readers":[{"id":"front","kind":"simulated"}]');
  expect(await faultOf(withBody(body))).toEqual({ what: 'set-up', code: 'simulated_reader' });
});

it('with no reader to simulate', async () => {
  expect(await faultOf(WHOLE, 'simulated')).toEqual({ what: 'set-up', code: 'no_reader' });
});

it('while another process works on the folder', async () => {
  const { close } = expectOk(openDataFolder(data, openingOf()));
  const config = { data, pages: BUILT_PAGES, kiosk: { host: '127.0.0.1', port: 0 }, hardware: 'real' } as const;
  expect(await startAppliance({ config, onFatal: () => undefined })).toEqual({
    ok: false,
    error: { what: 'folder', code: 'in_use' },
  });
  close();
});
