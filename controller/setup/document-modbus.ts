// The part of the document that describes a Modbus board or PLC: where its slots stand in the tables.
import { z } from 'zod';
import { profileFaults } from '../domain/modbus-areas.ts';
import { line } from './field-codecs.ts';

const address = z.int().min(0).max(0xffff);
const bits = z.strictObject({ table: z.enum(['coil', 'discrete-input']), first: address });
const bit = z.strictObject({
  table: z.enum(['coil', 'discrete-input']),
  at: address,
  good: z.union([z.literal(0), z.literal(1)]),
});

/** Shape, ranges, and that no two things of the board stand at one address. */
export const modbusProfile = z
  .strictObject({
    name: line(80),
    positions: z.int().min(1).max(256),
    lock: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('coil'), first: address }),
      z.strictObject({
        by: z.literal('timed-coil'),
        first: z.int().min(0).max(0xff),
        pulse: z.int().min(100).max(5000),
      }),
      z.strictObject({ by: z.literal('register'), first: address, pulse: z.int().min(50).max(5000) }),
    ]),
    allOff: z.strictObject({ coil: address }).nullable().prefault(null),
    bolt: bits.nullable().prefault(null),
    presence: bits.nullable().prefault(null),
    fobId: z
      .strictObject({ table: z.enum(['holding-register', 'input-register']), first: address })
      .nullable()
      .prefault(null),
    light: z.strictObject({ first: address }).nullable().prefault(null),
    door: bit.nullable().prefault(null),
    tamper: bit.nullable().prefault(null),
    mains: bit.nullable().prefault(null),
    battery: bit.nullable().prefault(null),
  })
  .superRefine((profile, context) => {
    for (const { path, message } of profileFaults(profile)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });
