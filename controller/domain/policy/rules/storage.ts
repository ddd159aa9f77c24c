// No record, no release: whether an intent could be written at this moment.
import type { Refusal } from '../../refusal.ts';
import type { CabinetFacts, KeyRule } from '../facts.ts';

export const storageRule: KeyRule = (_request, facts) => storageWorks(facts);

export function storageWorks({ storage }: Pick<CabinetFacts, 'storage'>): readonly Refusal[] {
  return storage === 'available' ? [] : [{ code: 'storage_unavailable' }];
}
