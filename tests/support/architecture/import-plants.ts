// Negative controls of the import rules: what each must catch, and what it must let pass.
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

export const IMPORT_PLANTS = {
  'every file has a room': {
    violations: [
      wrong('a new folder', 'stands in no room', { 'controller/services/planted.ts': '// planted' }),
      wrong('a new file beside the others', 'stands in no room', { 'controller/planted.ts': '// planted' }),
    ],
    lawful: [right('a new file in a room', { [DOMAIN]: '// planted' })],
  },

  'rooms import as the table says': {
    violations: [
      wrong('domain that imports a machine', 'domain may not import machines', imports(DOMAIN, '../machines/door.ts')),
      wrong(
        'a type as well',
        'domain may not import store',
        imports(DOMAIN, '../store/store.ts', 'import type { x } from'),
      ),
      wrong('a type in place', 'domain may not import store', {
        [DOMAIN]: "export type X = import('../store/store.ts').Store;",
      }),
      wrong(
        'a passed-on name',
        'machines may not import drivers',
        imports(MACHINE, '../drivers/transport.ts', 'export * from'),
      ),
      wrong('a late import', 'machines may not import store', { [MACHINE]: "await import('../store/store.ts');" }),
      wrong('a machine that imports the web', 'machines may not import http', imports(MACHINE, '../http/kiosk.ts')),
      wrong('a driver that imports the log', 'drivers may not import audit', imports(DRIVER, '../audit/journal.ts')),
      wrong(
        'a driver that imports the contract',
        'drivers may not import contract',
        imports(DRIVER, '../contract/snapshot.ts'),
      ),
      wrong('audit that imports the store', 'audit may not import store', imports(JOURNAL, '../store/store.ts')),
      wrong('a store that imports audit', 'store may not import audit', imports(STORE, '../audit/journal.ts')),
      wrong('http that runs the runtime', 'http may not import runtime', imports(HTTP, '../runtime.ts')),
      wrong(
        'a runtime that builds drivers',
        'runtime may not import drivers',
        imports(RUNTIME, './drivers/transport.ts'),
      ),
      wrong(
        'a contract with values of the domain',
        'contract may not import domain',
        imports('controller/contract/x.ts', '../domain/key.ts'),
      ),
      wrong(
        'a projection that runs machines',
        'projection may not import machines',
        imports('controller/projection.ts', './machines/door.ts'),
      ),
      wrong(
        'a page that imports the domain',
        'kiosk may not import domain',
        imports(KIOSK, '../controller/domain/key.ts', 'import type { x } from'),
      ),
      wrong('a page that imports the build', 'kiosk may not import page build', imports(KIOSK, './bundle-budget.ts')),
      wrong(
        'the product that imports tests',
        'domain may not import tests',
        imports(DOMAIN, '../../tests/support/x.ts'),
      ),
      wrong('anybody who imports main', 'http may not import main', imports(HTTP, '../main.ts')),
      wrong('a file outside the house', 'stands in no room', imports(DOMAIN, '../../elsewhere/x.ts')),
    ],
    lawful: [
      right('what the table says', {
        ...imports(MACHINE, '../domain/key.ts'),
        ...imports(KIOSK, '../controller/contract/snapshot.ts', 'import type { x } from'),
        ...imports(HTTP, '../runtime.ts', 'import type { x } from'),
        ...imports('controller/projection.ts', './machines/door.ts', 'import { type x } from'),
        ...imports('controller/main.ts', './store/store.ts'),
        ...imports('controller/cli.ts', './main.ts'),
        ...imports('tests/planted.test.ts', '../controller/main.ts'),
      }),
    ],
  },

  'packages stay in their rooms': {
    violations: [
      wrong('a clock for the domain', 'domain may not import node:fs', imports(DOMAIN, 'node:fs')),
      wrong('xstate in the domain', 'package xstate', imports(DOMAIN, 'xstate', 'import type { x } from')),
      wrong('a built-in in a machine', 'machines may not import node:crypto', imports(MACHINE, 'node:crypto')),
      wrong('a serial port outside drivers', 'package serialport', imports(RUNTIME, 'serialport')),
      wrong('a serial port in a board', 'only controller/drivers/transport.ts', imports(CU16, 'serialport')),
      wrong(
        'PC/SC outside its child process',
        'only controller/drivers/badge-readers/pcsc/',
        imports(DRIVER, 'nfc-pcsc'),
      ),
      wrong('SQLite outside the store', 'package better-sqlite3', imports(JOURNAL, 'better-sqlite3')),
      wrong('express outside http', 'package express', imports('controller/main.ts', 'express')),
      wrong('argon2 outside credentials', 'package @node-rs/argon2', imports(STORE, '@node-rs/argon2')),
      wrong('zod outside the contract', 'package zod', imports(HTTP, 'zod')),
      wrong('a built-in without its prefix', 'package fs', imports(STORE, 'fs')),
      wrong('a required package', 'package express', { [STORE]: "const express = require('express');" }),
      wrong('a page with a library of its own', 'package lodash', imports(KIOSK, 'lodash/merge.js')),
      wrong('a page with a built-in', 'kiosk may not import node:fs', imports(KIOSK, 'node:fs')),
    ],
    lawful: [
      right('what the table says', {
        ...imports('controller/drivers/transport.ts', 'serialport'),
        ...imports('controller/drivers/badge-readers/pcsc/child.ts', 'nfc-pcsc'),
        ...imports(STORE, 'better-sqlite3'),
        ...imports(HTTP, 'express'),
        ...imports('controller/credentials/pin-hash.ts', '@node-rs/argon2'),
        ...imports('controller/contract/x.ts', 'zod'),
        ...imports(KIOSK, 'preact/hooks'),
        ...imports('tests/planted.test.ts', 'better-sqlite3'),
      }),
    ],
  },

  'imports are literal and lead somewhere': {
    violations: [
      wrong('an import without its ending', 'without its ending', imports(DOMAIN, './key')),
      wrong('an import of nothing', 'which is not there', imports(DOMAIN, './gone.ts')),
      wrong('an import by a name from elsewhere', 'computed at run time', {
        [DOMAIN]: 'export const x = (n) => import(n);',
      }),
    ],
    lawful: [
      right('an import of a neighbour', { [DOMAIN]: "import './key.ts';", 'controller/domain/key.ts': '// planted' }),
    ],
  },

  'no cycles': {
    violations: [
      wrong(
        'two files that need each other',
        'cycle: controller/domain/a.ts → controller/domain/b.ts → controller/domain/a.ts',
        {
          'controller/domain/a.ts': "import { b } from './b.ts';",
          'controller/domain/b.ts': "import { a } from './a.ts';",
        },
      ),
      wrong('a ring of three by types', '→ controller/domain/c.ts → controller/domain/a.ts', {
        'controller/domain/a.ts': "import type { B } from './b.ts';",
        'controller/domain/b.ts': "import { c } from './c.ts';",
        'controller/domain/c.ts': "export type A = import('./a.ts').A;",
      }),
      wrong('a file that needs itself', 'cycle: controller/domain/a.ts', {
        'controller/domain/a.ts': "import { a } from './a.ts';",
      }),
    ],
    lawful: [
      right('two ways to one file', {
        'controller/domain/a.ts': "import './b.ts'; import './c.ts';",
        'controller/domain/b.ts': "import './d.ts';",
        'controller/domain/c.ts': "import './d.ts';",
        'controller/domain/d.ts': '// planted',
      }),
    ],
  },

  'pages carry no schemas': {
    violations: [
      wrong('a value from a file with schemas', 'brings zod by controller/contract/command.ts', {
        [KIOSK]: "import { schema } from '../controller/contract/command.ts';",
        'controller/contract/command.ts': "import { z } from 'zod';",
      }),
      wrong('the same by a detour', 'brings zod by controller/contract/command.ts', {
        [KIOSK]: "import { x } from '../controller/contract/detour.ts';",
        'controller/contract/detour.ts': "import { schema } from './command.ts';",
        'controller/contract/command.ts': "import { z } from 'zod';",
      }),
    ],
    lawful: [
      right('types from a file with schemas', {
        [KIOSK]: "import type { Command } from '../controller/contract/command.ts';",
        'controller/contract/command.ts': "import { z } from 'zod';",
      }),
      right('values from a file without', {
        [KIOSK]: "import { problem } from '../controller/contract/problem.ts';",
        'controller/contract/problem.ts': '// planted',
      }),
    ],
  },
} as const satisfies Record<string, Plants>;
