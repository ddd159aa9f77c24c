// What the screen may ask for: imperatives, parsed at the edge. The session and revision make stale presses harmless.
import { z } from 'zod';

const id = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/);

export const commandSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('pin.enter'), pin: z.string().regex(/^[0-9]{4,12}$/) }),
  z.strictObject({ type: z.literal('key.take'), key: id }),
  z.strictObject({ type: z.literal('key.return'), key: id }),
  /** Opens a slot in which nothing belongs, so that a misplaced fob can be drawn. */
  z.strictObject({ type: z.literal('slot.reopen'), slot: z.int().min(1).max(999) }),
  /** Back to the list of keys. */
  z.strictObject({ type: z.literal('screen.back') }),
  z.strictObject({ type: z.literal('session.continue') }),
  z.strictObject({ type: z.literal('session.end') }),
]);

export const commandEnvelopeSchema = z.strictObject({
  sessionId: id,
  revision: z.int().min(0),
  command: commandSchema,
});

export type Command = z.infer<typeof commandSchema>;
export type CommandEnvelope = z.infer<typeof commandEnvelopeSchema>;
