#!/usr/bin/env node
// Starts a tool or the product on the Node.js that the lock file pins, whatever `node` ran this file. Adds nothing else.
'use strict';
const { spawn } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');

function pinnedNode() {
  const file = path.join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(file)) return file;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  console.error(
    `Wardkey needs Node.js 24 or newer: none is packaged for ${process.platform}-${process.arch}, and this is ${process.version}.`,
  );
  process.exit(69);
}

/** A name without a file ending is a tool of a package (vite, tsc …): its script is looked up in that package's `bin`. */
function scriptOf(name) {
  if (/\.[cm]?[jt]s$/.test(name)) return path.resolve(root, name);
  const owners = { tsc: 'typescript', biome: '@biomejs/biome' };
  const folder = path.join(root, 'node_modules', owners[name] ?? name);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[name]);
}

/** The collector of the controller works in small steps: no release waits long for it, and memory stays low. */
function flagsOf(script) {
  const isController = /[\\/](controller[\\/]cli|tests[\\/]bench[\\/][a-z-]+)\.[jt]s$/.test(script);
  return isController ? ['--max-semi-space-size=4'] : [];
}

const [name = 'dist/controller/cli.js', ...rest] = process.argv.slice(2);
const script = scriptOf(name);
const child = spawn(pinnedNode(), [...flagsOf(script), script, ...rest], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`Cannot start ${name}: ${error.message}`);
  process.exit(69);
});
child.on('exit', (code, signal) => {
  if (signal) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  } else process.exit(code ?? 1);
});
