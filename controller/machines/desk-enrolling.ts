// A badge for somebody else, as a state of the desk: it waits for one that nobody has, and hands it to `serve`. Whose it becomes
// and whether it may is decided there.
import type { DeskEnd } from './desk-context.ts';
import { deskSetup } from './desk-setup.ts';

const endAs = (end: DeskEnd) => ({ target: 'ended', actions: { type: 'end', params: { end } } }) as const;

/** The badge of somebody else who stands there ends the wait: it is theirs, and they are to be served next. */
const tapping = deskSetup.createStateConfig({
  entry: 'stamp',
  on: {
    'badge.offered': { target: 'serving', actions: 'holdBadge' },
    'desk.now': { target: 'showing', actions: 'unask', description: 'back to the person' },
    'desk.leave': endAs('left'),
    'visitor.waits': { target: 'showing', actions: { type: 'missBadge', params: { fault: 'badge_of_another' } } },
  },
  after: {
    enrolWindow: { target: 'showing', actions: { type: 'missBadge', params: { fault: 'no_badge' } } },
  },
});

export const enrolling = { tapping };
