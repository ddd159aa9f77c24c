// The page of an inspector in a real browser, from its file and with real folders: what it says of good, broken and useless
// exports, in both languages, by keyboard, on paper, and that everybody can use it.
import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { proofText } from '../../controller/audit/entry-proof.ts';
import { inclusionProof, leafSource } from '../../controller/audit/tree.ts';
import { ENGLISH } from '../../provisioning/verify/words-en.ts';
import { FRENCH } from '../../provisioning/verify/words-fr.ts';
import { askPage, pageVerifier } from '../support/both-verifiers.ts';
import { checkpointOf, honestExport, keyOf, leafOf, someLog, withFile } from '../support/export-forger.ts';
import { type InspectorStage, openInspector } from '../support/inspector-stage.ts';
import { launchBrowser } from '../support/kiosk-stage.ts';
import { productExport } from '../support/product-export.ts';
import { VERIFY_PAGE, verifyPage } from '../support/verify-page.ts';

const LOG = someLog(300);
const FILES = productExport(LOG);
const VKEY = LOG.key.vkey;
const ENTRIES = 'entries/000001.ndjson';
const BROKEN = withFile(FILES, ENTRIES, String(FILES.get(ENTRIES)).replace('k1', 'k2'));

let browser: Browser;
let stage: InspectorStage;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  stage = await openInspector(browser, { viewport: { width: 1280, height: 800 } });
});

afterEach(async () => {
  await stage.close();
  expect(stage.complaints).toEqual([]);
  expect(stage.requests.filter((url) => !url.startsWith('data:font/woff2'))).toEqual([]);
});

const verdict = () => stage.page.locator('#verdict');
const title = () => stage.page.locator('#verdict-title');

describe('the file', () => {
  it('is what its sources make', async () => {
    expect(readFileSync(VERIFY_PAGE, 'utf8') === (await verifyPage()), 'tests/support/verify-page.ts writes it').toBe(
      true,
    );
  });

  it('says in its HTML what it says in English', () => {
    const html = readFileSync(VERIFY_PAGE, 'utf8');
    for (const [name, text] of Object.entries(ENGLISH.fixed)) {
      const [, there] = new RegExp(`data-text="${name}"[^>]*>([^<]*)<`).exec(html) ?? [];
      expect(there?.replaceAll(/\s+/g, ' ').trim(), name).toBe(text);
    }
  });

  it('lets nothing out and nothing in', async () => {
    const tried = await stage.page.evaluate(async () => {
      const fetched = await fetch('data:,x').then(
        () => 'went out',
        () => 'refused',
      );
      const script = document.createElement('script');
      try {
        script.text = 'document.title = "taken over"';
        document.body.append(script);
      } catch {
        return [fetched, 'refused', document.title];
      }
      return [fetched, 'appended', document.title];
    });
    expect(tried).toEqual(['refused', 'refused', expect.not.stringContaining('taken over')]);
    expect(stage.complaints.splice(0)).toEqual(expect.arrayContaining([expect.stringContaining('TrustedScript')]));
  });
});

describe('a verdict', () => {
  it('proves a good export, with its figures, its limits and a checkpoint to keep', async () => {
    await stage.choose(FILES);
    await stage.check(VKEY, checkpointOf(LOG, 123));
    await expect.poll(() => title().textContent()).toBe(ENGLISH.proved);
    const text = await verdict().textContent();
    expect(text).toContain('All 300 entries');
    expect(text).toContain('1 – 300 of 300');
    expect(text).toContain('123 ✓');
    expect(text).toContain(LOG.key.vkey);
    expect(text).toContain('Nothing is said about what happened after entry 300');
    expect(text).not.toContain('No checkpoint from elsewhere');
    expect(await verdict().locator('pre').textContent()).toBe(String(FILES.get('checkpoint')));
    expect(await verdict().evaluate((section) => section === document.activeElement)).toBe(true);
  });

  it('names the file of a broken export', async () => {
    await stage.choose(BROKEN);
    await stage.check(VKEY);
    expect(await title().textContent()).toBe(ENGLISH.broken);
    expect(await verdict().textContent()).toContain(ENTRIES);
    expect(await verdict().textContent()).toContain(ENGLISH.why.file_hash);
  });

  it('names the entry where a forged one was put in', async () => {
    const entries = LOG.entries.toSpliced(41, 1);
    await stage.choose(honestExport({ ...LOG, entries }));
    await stage.check(VKEY);
    expect(await title().textContent()).toBe(ENGLISH.broken);
    expect(await verdict().textContent()).toContain('Entry 42 should stand here');
  });

  it('sees a rewritten log by the checkpoint that was kept elsewhere', async () => {
    const entries = LOG.entries.with(9, (LOG.entries[9] ?? '').replace('"mono":', '"mono":1'));
    await stage.choose(honestExport({ ...LOG, entries }));
    await stage.check(VKEY);
    expect(await title().textContent()).toBe(ENGLISH.proved);
    expect(await verdict().textContent()).toContain('No checkpoint from elsewhere');
    await stage.check(VKEY, checkpointOf(LOG, 250));
    expect(await title().textContent()).toBe(ENGLISH.broken);
  });

  it.each([
    ['no folder', null, VKEY, ENGLISH.why.no_folder],
    ['a folder that is no export', new Map([['holiday.txt', Buffer.from('x')]]), VKEY, ENGLISH.why.no_manifest],
    ['a key that is none', FILES, 'wardkey', ENGLISH.why.vkey_malformed],
  ])('cannot use %s, and says why', async (_, files, vkey, why) => {
    if (files !== null) await stage.choose(files);
    await stage.check(vkey);
    expect(await title().textContent()).toBe(ENGLISH.unusable);
    expect(await verdict().textContent()).toContain(why);
  });

  it('speaks French, also of a verdict that stands already', async () => {
    await stage.choose(BROKEN);
    await stage.check(VKEY);
    await stage.page.getByRole('button', { name: 'Français' }).click();
    expect(await title().textContent()).toBe(FRENCH.broken);
    expect(await stage.page.getByRole('heading', { level: 1 }).textContent()).toBe(FRENCH.fixed.title);
    expect(await stage.page.locator('html').getAttribute('lang')).toBe('fr');
  });

  it('names a stranger in the folder as text, whatever it is called', async () => {
    await stage.choose(withFile(FILES, '<img src=x onerror=alert(1)>', 'x'));
    await stage.check(VKEY);
    expect(await title().textContent()).toBe(ENGLISH.proved);
    expect(await verdict().textContent()).toContain('<img src=x');
    expect(await verdict().locator('img').count()).toBe(0);
  });

  it('prints without the form, with lines to sign on', async () => {
    await stage.choose(FILES);
    await stage.check(VKEY);
    await stage.page.emulateMedia({ media: 'print' });
    expect(await stage.page.locator('#form').isVisible()).toBe(false);
    expect(await stage.page.getByText(ENGLISH.signing[2], { exact: true }).isVisible()).toBe(true);
    expect(await title().isVisible()).toBe(true);
  });
});

it('takes a folder that is dropped on it', async () => {
  await stage.choose(BROKEN);
  await stage.drop(FILES);
  await expect.poll(() => stage.page.locator('#folder-state').textContent()).toContain('dropped');
  await stage.check(VKEY);
  expect(await title().textContent()).toBe(ENGLISH.proved);
});

it('works by keyboard alone', async () => {
  await stage.choose(FILES);
  await stage.page.locator('#folder').focus();
  await stage.page.keyboard.press('Tab');
  await stage.page.keyboard.insertText(VKEY);
  await stage.page.keyboard.press('Tab');
  await stage.page.keyboard.press('Tab');
  await stage.page.keyboard.press('Enter');
  await verdict().waitFor();
  expect(await title().textContent()).toBe(ENGLISH.proved);
});

it('proves one entry, and refuses it with a letter changed', async () => {
  const entry = LOG.entries[76] ?? '';
  const hashes = inclusionProof(leafSource(LOG.entries.map(leafOf)), 76, 300);
  const proof = proofText({ extra: null, index: 76, hashes, checkpoint: checkpointOf(LOG, 300) });
  const ask = async (bytes: string) => {
    await stage.page.locator('#one-entry').fill(bytes);
    await stage.page.locator('#one-proof').fill(proof);
    await stage.page.getByRole('button', { name: ENGLISH.fixed.oneCheck }).click();
    return stage.page.locator('#one-verdict-title');
  };
  await stage.page.locator('#vkey').fill(VKEY);
  await stage.page.getByText(ENGLISH.fixed.oneTitle).click();
  const good = await ask(entry);
  await expect.poll(() => good.textContent()).toBe(ENGLISH.oneProved);
  const bad = await ask(entry.replace('"mono":', '"mono":1'));
  await expect.poll(() => bad.textContent()).toBe(ENGLISH.broken);
});

it('says in the browser what its script says in Node, on a sample of flipped bits', async () => {
  const node = pageVerifier();
  const flips = [...FILES].flatMap(([name, bytes]) =>
    [0.01, 0.5, 0.99]
      .filter(() => bytes.length > 0)
      .map((share, turn) => ({ name, at: Math.floor(share * bytes.length), bit: turn * 3 })),
  );
  const inNode = await Promise.all(
    flips.map(async ({ name, at, bit }) => {
      const bytes = Buffer.from(FILES.get(name) ?? '');
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);
      return (await askPage(node, { files: withFile(FILES, name, bytes), vkey: VKEY, since: null })).why;
    }),
  );
  const base = [...FILES].map(([name, bytes]) => [name, [...bytes]] as const);
  const inBrowser = await stage.page.evaluate(
    async ([files, all, vkey]) => {
      const { verifyExport } = Reflect.get(window, 'WardkeyVerifier');
      const whys: string[] = [];
      for (const { name, at, bit } of all) {
        const flipped = new Map(
          files.map(([file, bytes]) => {
            const copy = new Uint8Array(bytes);
            if (file === name) copy[at] = (copy[at] ?? 0) ^ (1 << bit);
            return [file, new Blob([copy])];
          }),
        );
        const found = await verifyExport({ files: flipped, vkey, since: null });
        whys.push(`${found.code} ${found.file ?? ''}`);
      }
      return whys;
    },
    [base, flips, VKEY] as const,
  );
  expect(flips.length).toBeGreaterThan(20);
  expect(inNode.every((why) => why !== '')).toBe(true);
  expect(inBrowser).toEqual(inNode);
});

describe.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 480],
  ['dark', 480],
] as const)('in %s at %i pixels', (colorScheme, width) => {
  it('everybody can use it, and nothing overflows', async () => {
    const wide = await openInspector(browser, { viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
    const states = [
      () => Promise.resolve(),
      () => wide.check('nonsense'),
      async () => {
        await wide.choose(FILES);
        await wide.check(VKEY, checkpointOf(LOG, 9));
      },
      async () => {
        await wide.choose(BROKEN);
        await wide.check(keyOf(9).vkey);
        await wide.page.locator('#one summary').click();
      },
    ];
    await wide.page.evaluate(axe.source);
    for (const reach of states) {
      await reach();
      const found = await wide.page.evaluate(() => Reflect.get(window, 'axe').run());
      const violations: { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[] =
        found.violations;
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      const overflow = await wide.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
    await wide.close();
    expect(wide.complaints).toEqual([]);
  });
});
