// Compiles the controller to plain JavaScript: `npm run build:controller [FOLDER]`, dist/ by default. Leaves pages and tests alone.
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '..', '..');
const outDir = path.resolve(ROOT, process.argv[2] ?? 'dist');

process.exitCode = compile();
copyMigrations();

/**
 * Runs the compiler with the options of tsconfig.json on every file of the controller: child processes are started by
 * file name, so imports alone do not lead to all of them. The options travel as arguments, because the one
 * configuration file also covers pages and tests, which are not built here.
 */
function compile(): number {
  const config: { readonly compilerOptions: Readonly<Record<string, unknown>> } = JSON.parse(
    readFileSync(path.join(ROOT, 'tsconfig.json'), 'utf8'),
  );
  const options = { ...config.compilerOptions, noEmit: false, rootDir: ROOT, outDir };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const files = globSync('controller/**/*.ts', { cwd: ROOT });
  const words = [path.join(ROOT, 'controller', 'launch.cjs'), 'tsc', '--ignoreConfig', ...flags, ...files];
  return spawnSync(process.execPath, words, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}

/** Migrations are read beside the code that applies them. */
function copyMigrations(): void {
  for (const file of globSync('controller/**/*.sql', { cwd: ROOT })) {
    cpSync(path.join(ROOT, file), path.join(outDir, file));
  }
}
