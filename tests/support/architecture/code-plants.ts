// Negative controls of the rules about names, shape, time and release: what each must catch, and what it must let pass.
import { imports, type Plants, right, wrong } from './plant.ts';

const DOMAIN = 'controller/domain/planted.ts';
const MACHINE = 'controller/machines/planted.ts';
const RUNTIME = 'controller/runtime.ts';
const DRIVER = 'controller/drivers/planted.ts';
const CU16 = 'controller/drivers/slot-boards/kerong-cu16/planted.ts';
const STORE = 'controller/store/planted.ts';
const HTTP = 'controller/http/planted.ts';
const KIOSK = 'kiosk/planted.ts';
const JOURNAL = 'controller/audit/journal.ts';
const MINT = 'export const make = () => ReleaseToken.mint(1, 2, 3);';
const OPEN = 'export const open = (board, token) => board.unlock(3, token);';

export const CODE_PLANTS = {
  'names say what': {
    violations: ['utils.ts', 'helpers.ts', 'types.ts', 'index.ts', 'common.tsx', 'misc.cjs', 'util.test.ts'].map(
      (name) => wrong(`a file named ${name}`, 'says nothing', { [`controller/domain/${name}`]: '// planted' }),
    ),
    lawful: [right('a page named index.html', { 'kiosk/index.html': '<!doctype html>' })],
  },

  'files are short': {
    violations: [
      wrong('a line too many', '301 lines', { [DOMAIN]: '// planted\n'.repeat(301) }),
      wrong('a long style sheet', '400 lines', { 'kiosk/planted.css': '/* planted */\n'.repeat(400) }),
    ],
    lawful: [
      right('300 lines', { [DOMAIN]: '// planted\n'.repeat(300) }),
      right('long SQL', { 'controller/store/migrations/001-planted.sql': '-- planted\n'.repeat(900) }),
      right('what a program wrote', { [DOMAIN]: `// @generated\n${'// planted\n'.repeat(900)}` }),
    ],
  },

  'files open with a comment': {
    violations: [
      wrong('code first', 'does not open with a comment', { [DOMAIN]: 'export const x = 1;\n// planted\n' }),
      wrong('an empty comment', 'does not open with a comment', { [DOMAIN]: '//\nexport const x = 1;\n' }),
      wrong('a script with nothing but its interpreter', 'does not open', {
        'provisioning/x.sh': '#!/bin/sh\nset -e\n',
      }),
    ],
    lawful: [
      right('a comment in the language of the file', {
        [DOMAIN]: '// planted\n',
        'kiosk/planted.css': '/* planted */\n',
        'controller/store/migrations/001-planted.sql': '-- planted\n',
        '.ci/run': '#!/usr/bin/env bash\n# planted\n',
      }),
    ],
  },

  'no default exports': {
    violations: [
      wrong('a default export', 'default export', { [DOMAIN]: 'export default 3;' }),
      wrong('one by another name', 'default export', { [DOMAIN]: 'const x = 3; export { x as default };' }),
    ],
    lawful: [right('a configuration file', { 'vite.config.ts': 'export default {};' })],
  },

  'no barrels': {
    violations: [
      wrong('everything passed on', 'exports from another file', { [DOMAIN]: "export * from './key.ts';" }),
      wrong('one name passed on', 'exports from another file', {
        [DOMAIN]: "export { x } from './key.ts'; export const y = 1;",
      }),
      wrong('one type passed on', 'exports from another file', { [DOMAIN]: "export type { X } from './key.ts';" }),
      wrong('passing on in two steps', 'nothing of its own', {
        [DOMAIN]: "import { x } from './key.ts'; export { x };",
      }),
    ],
    lawful: [right('a list of names of its own', { [DOMAIN]: 'const x = 1; export { x };' })],
  },

  'no postponed work': {
    violations: [wrong('a promise', 'postponed work', { [DOMAIN]: '// TODO: mend\nexport const x = 1;' })],
    lawful: [right('the word inside a text', { [DOMAIN]: "// planted\nexport const x = 'TODO';" })],
  },

  'time is an argument': {
    violations: [
      ...[
        ['Date.now()', 'Date.now'],
        ["Date['now']()", 'Date.now'],
        ['globalThis.Date.now()', 'Date.now'],
        ['new Date()', 'new Date()'],
        ['Date()', 'Date()'],
        ['setTimeout(x, 1)', 'setTimeout'],
        ['setInterval(x, 1)', 'setInterval'],
        ['setImmediate(x)', 'setImmediate'],
        ['globalThis.setTimeout(x, 1)', 'globalThis.setTimeout'],
        ['({ setTimeout })', 'setTimeout'],
        ['Math.random()', 'Math.random'],
        ['performance.now()', 'performance.now'],
        ['process.hrtime()', 'process.hrtime'],
        ['AbortSignal.timeout(5)', 'AbortSignal.timeout'],
      ].map(([code = '', says = '']) =>
        wrong(code, says, { [RUNTIME]: `// planted\nexport const f = (x) => ${code};` }),
      ),
      wrong('a clock taken apart', 'takes Date apart', { [MACHINE]: 'const { now } = Date;' }),
      wrong('timers by import', 'imports node:timers/promises', imports(STORE, 'node:timers/promises')),
      wrong('a clock in a page', 'Date.now', { [KIOSK]: 'export const now = Date.now();' }),
      wrong('a timer in a tool of the installer', 'setTimeout', { 'provisioning/x.ts': 'setTimeout(() => 1, 1);' }),
    ],
    lawful: [
      right('a clock and timers that were handed in', {
        [RUNTIME]: '// planted\nexport const f = (clock, timers) => timers.setTimeout(() => clock.now(), 5);',
        [DOMAIN]: 'export interface Timers { setTimeout(callback: () => void): unknown }',
        [HTTP]: 'export const text = (at) => new Date(at).toISOString();',
      }),
      right('the files that hand them in', {
        'controller/main.ts': 'export const clock = { now: () => Date.now() };',
        [DRIVER]: 'setTimeout(() => 1, 1);',
      }),
    ],
  },

  'one minter of release tokens': {
    violations: [
      wrong('a second minter', 'only controller/audit/journal.ts mints', { [JOURNAL]: MINT, [RUNTIME]: MINT }),
      wrong('a second place in the journal', 'in 2 places', {
        [JOURNAL]: `${MINT}\nexport const other = ReleaseToken.mint;`,
      }),
      wrong('a minter in brackets', 'only controller/audit/journal.ts mints', {
        [JOURNAL]: MINT,
        [HTTP]: "x['mint'](1);",
      }),
      wrong('a minter taken apart', 'only controller/audit/journal.ts mints', {
        [JOURNAL]: MINT,
        [HTTP]: 'const { mint } = ReleaseToken;',
      }),
      wrong('no minter at all', 'in 0 places', { [JOURNAL]: '// planted' }),
    ],
    lawful: [right('the journal, and tests', { [JOURNAL]: MINT, 'tests/planted.test.ts': MINT })],
  },

  'one opener of slots': {
    violations: [
      wrong('a server that unlocks', 'only the runtime asks', { [RUNTIME]: OPEN, [HTTP]: OPEN }),
      wrong('a second place in the runtime', 'in 2 places', { [RUNTIME]: OPEN, 'controller/runtime/slots.ts': OPEN }),
      wrong('a board taken apart', 'only the runtime asks', { [RUNTIME]: OPEN, [HTTP]: 'const { unlock } = board;' }),
      wrong('nobody who unlocks', 'in 0 places', { [RUNTIME]: '// planted' }),
    ],
    lawful: [
      right('the runtime, drivers and tests', { [RUNTIME]: OPEN, [DRIVER]: OPEN, 'tests/planted.test.ts': OPEN }),
      right('a machine with an effect of that name', {
        [RUNTIME]: OPEN,
        [MACHINE]: 'export const actors = { unlock: 1 };',
      }),
    ],
  },

  'nothing opens every slot': {
    violations: [
      wrong('command 33', 'opens every slot', { [CU16]: 'const command = 0x33;' }),
      wrong('command 33 in decimal', 'opens every slot', { [CU16]: 'export const frame = [2, 0, 51, 3];' }),
      wrong('command 33 in the simulated cabinet', 'opens every slot', {
        'controller/drivers/simulated/planted.ts': 'const command = 0x33;',
      }),
      wrong('it by name', 'opens every slot', { [DRIVER]: 'export function unlockAll() {}' }),
      wrong('it by another name', 'opens every slot', { [RUNTIME]: 'export const OPEN_ALL = 1;' }),
    ],
    lawful: [right('the commands that concern one slot', { [CU16]: 'const commands = [0x30, 0x31, 0x32];' })],
  },
} as const satisfies Record<string, Plants>;
