// What a check can find, as closed codes with their places. Says nothing in words: the page does, in the language of its reader.

/** Whether a finding means that the export is not what the cabinet wrote, or that there is nothing to judge. */
export const OUTCOME_OF = {
  no_browser: 'unusable',
  no_folder: 'unusable',
  no_manifest: 'unusable',
  vkey_malformed: 'unusable',
  since_malformed: 'unusable',
  since_inside: 'unusable',
  proof_malformed: 'unusable',
  unreadable: 'unusable',
  manifest_long: 'unusable',
  line_long: 'unusable',
  file_large: 'unusable',
  too_many: 'unusable',
  not_note: 'unusable',
  manifest_malformed: 'broken',
  manifest_lacks: 'broken',
  other_key: 'broken',
  bad_signature: 'broken',
  other_origin: 'broken',
  file_missing: 'broken',
  file_size: 'broken',
  file_hash: 'broken',
  checkpoint_malformed: 'broken',
  range_malformed: 'broken',
  range_size: 'broken',
  line_malformed: 'broken',
  line_open: 'broken',
  subtree_place: 'broken',
  entry_malformed: 'broken',
  entry_position: 'broken',
  entry_time: 'broken',
  entries_few: 'broken',
  root_differs: 'broken',
  older_longer: 'broken',
  older_root: 'broken',
  since_longer: 'broken',
  since_root: 'broken',
  note_malformed: 'broken',
  note_order: 'broken',
  note_seal: 'broken',
  note_unnamed: 'broken',
  setup_digest: 'broken',
  proof_root: 'broken',
} as const satisfies Record<string, 'broken' | 'unusable'>;

export type FindingCode = keyof typeof OUTCOME_OF;

export interface Finding {
  readonly outcome: 'broken' | 'unusable';
  readonly code: FindingCode;
  /** The file of the export it was found in. */
  readonly file: string | null;
  /** Line of that file; the first is 1. */
  readonly line: number | null;
  /** Position in the log: of the entry, or the size of the checkpoint. */
  readonly seq: number | null;
  /** What was found instead, for people; bounded, never trusted. */
  readonly saw: string | null;
}

type Place = Partial<Pick<Finding, 'file' | 'line' | 'seq' | 'saw'>>;

/** Longest text taken over from an export. */
const SAW_LIMIT = 120;

export function finding(code: FindingCode, { file = null, line = null, seq = null, saw = null }: Place = {}): Finding {
  return { outcome: OUTCOME_OF[code], code, file, line, seq, saw: saw?.slice(0, SAW_LIMIT) ?? null };
}

export function isFinding(value: object | null): value is Finding {
  return value !== null && 'outcome' in value && 'code' in value;
}
