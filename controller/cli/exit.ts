// How a command ends: exit codes that systemd and scripts can tell apart, and one line for a person.

/** Exit codes of sysexits.h. */
export const EXIT = {
  usage: 64,
  data: 65,
  noInput: 66,
  unavailable: 69,
  software: 70,
  cannotCreate: 73,
  busy: 75,
  noPermission: 77,
  config: 78,
  /** Asked for at the screen: whoever supervises the service starts it again. No code of sysexits.h. */
  restart: 133,
} as const;

/** Says why on standard error and ends the process. */
export function fail(code: number, message: string): never {
  process.stderr.write(`wardkey: ${message}\n`);
  process.exit(code);
}
