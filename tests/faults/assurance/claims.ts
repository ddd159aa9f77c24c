// The figures that the assurance table promises, and what measures each: data. A figure counts as met only when every command of it
// ran to a good end, printed what is asked for here, and said nothing of a miss.

/** An npm script with its arguments. */
export interface Command {
  readonly script: string;
  readonly args: readonly string[];
}

/** What the lines of a command must hold. */
export interface Evidence {
  readonly command: Command;
  /** Names of the lines that count: of a suite, or of a figure. */
  readonly lines: RegExp;
  /** Figures of these lines that must be there and reach so much, whatever the line itself thinks of them. */
  readonly atLeast?: Readonly<Record<string, number>>;
  readonly atMost?: Readonly<Record<string, number>>;
  /** What is believed: the verdict in the lines, which is the rule; or the bounds alone, of lines that have none. */
  readonly by?: 'verdict' | 'bounds';
}

export interface Claim {
  readonly id: string;
  readonly target: string;
  readonly evidence: readonly Evidence[];
}

const SIM: Command = { script: 'sim', args: ['--seeds', '500', '--days', '30'] };

export const CLAIMS: readonly Claim[] = [
  {
    id: 'R1',
    target: '≥ 2,000 SIGKILL points: 0 fired without a durable intent, 0 open intents after restart',
    evidence: [suite('kill', { injected: 2000 }, { violations: 0 }), controlOf('kill')],
  },
  {
    id: 'R2',
    target: '500 power cuts at each of ≥ 20 commits: 0 lost, 0 corrupt; the NORMAL control loses in ≥ 30 %',
    evidence: [suite('power', { injected: 10_000 }, { violations: 0 }), controlOf('power', { lostShare: 0.3 })],
  },
  {
    id: 'R3',
    target: '500 seeds × 30 cabinet-days in ≤ 10 min; same seed = same trace; ≥ 10,000 × real time',
    evidence: [
      {
        command: SIM,
        lines: /^sim$/,
        by: 'bounds',
        atLeast: { seeds: 500, days: 30, timesRealTime: 10_000, repeated: 5 },
        atMost: { violations: 0, seconds: 600, otherTraces: 0 },
      },
      { command: SIM, lines: /^R3/ },
    ],
  },
  {
    id: 'R4',
    target: 'EIO, ENOSPC, EROFS at the n-th call until a clean run: 0 fires after a failed commit; back ≤ 10 s',
    evidence: [suite('io', { injected: 150 }, { violations: 0, backMs: 10_000 }), controlOf('io')],
  },
  {
    id: 'R5',
    target: 'kill -9 → next badge served, p99 ≤ 5 s with 5 M entries',
    evidence: [
      bench('start-up', /^start-up\.(clean|killed)/),
      { ...bench('start-up', /^start-up\.entries$/), by: 'bounds', atLeast: { measured: 5e6 } },
    ],
  },
  {
    id: 'R6',
    target: 'intent commit = exactly 1 fsync; p99 within 1.5 × a bare insert with the same pragmas, same run',
    evidence: [
      // None at all would be within the target of the bench.
      { ...bench('badge-to-frame', /^fsyncs-per-intent$/), atLeast: { measured: 1 }, atMost: { measured: 1 } },
      bench('commit', /^commit\.intent\.p99$/),
    ],
  },
  {
    id: 'R7',
    target: '≤ 16 KiB written per entry; idle ≤ 1 MiB/h; WAL ≤ 8 MiB always',
    evidence: [bench('commit', /^commit\.(bytes-per-entry|wal|idle)$/)],
  },
  {
    id: 'R8',
    target: '1 M movements: RSS slope ≤ 1 MiB/100 k, descriptors flat, loop lag p99 ≤ 50 ms',
    evidence: [suite('soak', { movements: 1e6 }, { violations: 0 }), controlOf('soak')],
  },
  {
    id: 'R9',
    target:
      '10⁷ garbage bytes + 10⁶ bad frames: 0 spurious unlocks, ≤ 1 energise per intent, dead board quarantined ≤ 8 s',
    evidence: [suite('serial', { injected: 1.1e7 }, { violations: 0 }), controlOf('serial')],
  },
  {
    id: 'R10',
    target: '100 reader unplugs + 100 pcscd restarts: back ≤ 5 s each, no process exit, descriptors flat',
    evidence: [suite('reader', { injected: 200 }, { violations: 0 }), controlOf('reader')],
  },
  {
    id: 'R11',
    target: '40 clock steps: order kept, one entry per step ≥ 2 s, 0 expired rights revived, timers ± 5 %',
    evidence: [suite('clock', { injected: 40 }, { violations: 0 }), controlOf('clock')],
  },
  {
    id: 'R14',
    target: '6 years (5.3 M entries): one key’s timeline ≤ 1 s; export + verify ≤ 10 min',
    evidence: [
      bench('timelines', /^key-timeline\.whole/),
      bench('export', /^export\.total$/),
      { ...bench('export', /^export\.entries$/), by: 'bounds', atLeast: { measured: 5.3e6 } },
    ],
  },
  {
    id: 'S1',
    target: 'every bit of a 1,000-entry export flipped + the attacks of the log: all caught by both verifiers',
    evidence: [
      { command: { script: 'audit:attack', args: [] }, lines: /^S1$/, atLeast: { entries: 1000, shareOfBits: 1 } },
      { command: { script: 'audit:attack', args: ['--control', '--entries', '40'] }, lines: /^S1$/ },
    ],
  },
  {
    id: 'S5',
    target: 'PIN: 5 free tries, 15 s doubling, locked at 15; holds over 200 kills',
    evidence: [suite('pin', { injected: 200 }, { violations: 0 }), controlOf('pin')],
  },
  {
    id: 'S13',
    target: 'erased person: 0 hits in database, WAL, free pages, exports',
    evidence: [{ command: { script: 'test:unit', args: ['tests/controller/erasure'] }, lines: /^S13$/ }],
  },
  {
    id: 'S15',
    target: '≥ 10⁶ fuzz cases per parser, 0 crashes, 0 hangs > 1 s',
    evidence: [
      {
        command: { script: 'fuzz', args: [] },
        lines: /./,
        atLeast: { cases: 1e6 },
        atMost: { findings: 0, slowestMs: 1000 },
      },
    ],
  },
];

/** A command in one line, which is also its name in the stored results. */
export function nameOf({ script, args }: Command): string {
  return args.length === 0 ? script : `${script} -- ${args.join(' ')}`;
}

function suite(name: string, atLeast: Evidence['atLeast'] = {}, atMost: Evidence['atMost'] = {}): Evidence {
  const command = { script: `fault:${name}`, args: ['--size', 'full'] };
  return { command, lines: new RegExp(`^${name}$`), atLeast, atMost };
}

/** The same suite without the protection that it is about: it must see violations, or the suite proves nothing. */
function controlOf(name: string, atLeast: Evidence['atLeast'] = {}): Evidence {
  const command = { script: `fault:${name}`, args: ['--size', 'small', '--control'] };
  return { command, lines: new RegExp(`^${name}$`), atLeast: { violations: 1, ...atLeast } };
}

function bench(name: string, lines: RegExp): Evidence {
  return { command: { script: 'bench', args: [name] }, lines };
}
