// The badges of the demo hospital as the simulator panel and the terminal show them: those that have something to show.
import type { BadgeStrength } from '../domain/staff.ts';
import type { DemoHospital } from './hospital.ts';

export interface BadgeCard {
  /** The badge number as hex. */
  readonly badge: string;
  readonly person: string;
  readonly title: string;
  readonly strength: BadgeStrength;
  readonly pin: string | null;
  readonly remark: string | null;
}

/** The badges of the featured people, in the order of the set-up. */
export function badgeCards({ setup, people }: DemoHospital): readonly BadgeCard[] {
  const names = new Map(setup.staff.map(({ id, name }) => [id, name]));
  return people
    .filter(({ featured }) => featured)
    .map(({ staff, badge, title, strength, pin, remark }) => ({
      badge,
      person: names.get(staff) ?? staff,
      title,
      strength,
      pin,
      remark,
    }));
}
