// The desk of a supervisor: proves who it is, shows, finds, acts, and releases in an emergency. It decides nothing: rights and
// consequences come from `open` and `serve`. Whoever leaves it alone loses it, except while an emergency release runs.
import { assign } from 'xstate';
import type { Duration } from '../domain/time.ts';
import { DELAYS } from './delays.ts';
import { type DeskOutput, newDesk, requested } from './desk-context.ts';
import { enrolling } from './desk-enrolling.ts';
import { releases } from './desk-releasing.ts';
import { deskSetup } from './desk-setup.ts';
import { tried } from './pin-tries.ts';

const endAs = (end: DeskOutput['end']) => ({ target: 'ended', actions: { type: 'end', params: { end } } }) as const;
const typingOn = <State extends 'proving' | 'showing' | 'signing'>(target: State, wait: Duration) =>
  ({ guard: { type: 'mayTypeOn', params: { wait } }, target, reenter: true }) as const;
const request = { target: 'serving', actions: 'ask' } as const;

export const deskMachine = deskSetup.createMachine({
  id: 'desk',
  context: ({ input }) => newDesk(input),
  output: ({ context }) => ({ end: context.end, factors: context.factors }),
  initial: 'opening',
  on: {
    'visitor.waits': { description: 'something is under way that must end first' },
    'slot.offered': { description: 'of a release that the desk did not ask for' },
    'slot.ended': { description: 'as above; the log has it' },
    'badge.offered': { description: 'no badge is waited for' },
    'emergency.progress': { description: 'of an emergency release that has ended' },
    'standing.changed': { ...endAs('left'), target: '.ended' },
  },
  states: {
    opening: {
      invoke: {
        src: 'open',
        input: ({ context }) => ({ desk: context }),
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'open',
            target: 'showing',
            actions: assign(({ event }) => (event.output.kind === 'open' ? { weak: event.output.weak } : {})),
          },
          {
            guard: ({ event }) => event.output.kind === 'pin',
            target: 'proving',
            actions: assign(({ event, context: { pin } }) =>
              event.output.kind === 'pin' ? { pin: { ...pin, gate: event.output.gate } } : {},
            ),
          },
          {
            target: 'refused',
            actions: assign(({ event }) => (event.output.kind === 'refused' ? { refusal: event.output.code } : {})),
          },
        ],
        onError: endAs('fault'),
      },
    },
    proving: {
      entry: 'stamp',
      on: {
        'desk.prove': 'checking',
        'session.continue': typingOn('proving', DELAYS.sessionIdle),
        'desk.leave': endAs('left'),
        'visitor.waits': endAs('replaced'),
      },
      after: { sessionIdle: endAs('idle') },
    },
    checking: {
      invoke: {
        src: 'checkPin',
        input: ({ context, event }) => ({
          visitor: context.visitor,
          pin: event.type === 'desk.prove' ? event.pin : '',
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.accepted,
            target: 'opening',
            actions: ['proved', assign(({ context }) => ({ factors: [...context.factors, 'pin' as const] }))],
          },
          {
            target: 'proving',
            actions: assign(({ event, context }) => ({ pin: tried(context.pin, event.output) })),
          },
        ],
        onError: endAs('fault'),
      },
    },
    refused: {
      entry: 'stamp',
      on: { 'desk.leave': endAs('left'), 'visitor.waits': endAs('replaced') },
      after: { refusedDisplay: endAs('left') },
    },
    showing: {
      entry: 'stamp',
      on: {
        'session.continue': typingOn('showing', DELAYS.deskIdle),
        'desk.now': { target: 'showing', reenter: true, actions: 'lookAround' },
        'desk.find': request,
        'desk.key': request,
        'desk.timeline': request,
        'desk.lost': request,
        'desk.person': request,
        'desk.who_could_take': request,
        'desk.what_could_take': request,
        'desk.rights': request,
        'desk.map': request,
        'desk.alarms': request,
        'desk.weak_badges': request,
        'desk.leaf': { guard: 'hasSheet', target: 'showing', reenter: true, actions: 'leaf' },
        'desk.sign': { guard: 'isReadWhole', target: 'signing', actions: 'ask' },
        'desk.correct_mileage': request,
        'desk.suspend': request,
        'desk.reinstate': request,
        'desk.extend': request,
        'desk.report_lost': request,
        'desk.report_found': request,
        'desk.lost_step': request,
        'desk.quarantine': request,
        'desk.put_in_use': request,
        'desk.clear_fault': request,
        'desk.acknowledge': request,
        'desk.review': request,
        'desk.revoke_badge': request,
        'desk.enrol_badge': { target: 'tapping', actions: 'ask' },
        'desk.issue_code': request,
        'desk.issue_pin': request,
        'desk.force': { target: 'securing', actions: 'wish' },
        'desk.emergency': [
          { guard: 'provedLately', target: 'arming', actions: ['lookAround', 'wish'] },
          { target: 'securing', actions: ['lookAround', 'wish'] },
        ],
        'desk.shift': endAs('shift'),
        'desk.leave': endAs('left'),
        'visitor.waits': endAs('replaced'),
      },
      after: { deskIdle: endAs('idle') },
    },
    signing: {
      entry: 'stamp',
      on: {
        'desk.prove': 'verifying',
        'session.continue': typingOn('signing', DELAYS.sessionIdle),
        'desk.now': { target: 'showing', actions: 'unask', description: 'back to what was to be signed' },
        'desk.leave': endAs('left'),
        'visitor.waits': endAs('replaced'),
      },
      after: { sessionIdle: { target: 'showing', actions: 'unask' } },
    },
    verifying: {
      invoke: {
        src: 'checkPin',
        input: ({ context, event }) => ({
          visitor: context.visitor,
          pin: event.type === 'desk.prove' ? event.pin : '',
        }),
        onDone: [
          { guard: ({ event }) => event.output.accepted, target: 'serving' },
          {
            target: 'signing',
            actions: assign(({ event, context }) => ({ pin: tried(context.pin, event.output) })),
          },
        ],
        onError: endAs('fault'),
      },
    },
    serving: {
      invoke: {
        src: 'serve',
        input: ({ context }) => ({ visitor: context.visitor, request: requested(context), page: context.page }),
        onDone: {
          target: 'showing',
          actions: { type: 'answer', params: ({ event }) => ({ answer: event.output }) },
        },
        onError: endAs('fault'),
      },
    },
    ...enrolling,
    ...releases,
    ended: { type: 'final' },
  },
});
