// The part of the NBD protocol that one client of one disk needs: bytes ⇄ messages. Pure; holds no socket and no disk.
//
//   hello     NBDMAGIC IHAVEOPT u16 flags                     client: u32 flags
//   option    IHAVEOPT u32 option u32 length data             reply: u64 magic u32 option u32 type u32 length data
//   request   u32 magic u16 flags u16 type u64 cookie u64 offset u32 length data      reply: u32 magic u32 error u64 cookie data
//
// Source: https://github.com/NetworkBlockDevice/nbd/blob/master/doc/proto.md

export type NbdMessage =
  | { readonly type: 'flags' }
  | { readonly type: 'option'; readonly option: number }
  | { readonly type: 'read'; readonly cookie: Buffer; readonly offset: number; readonly length: number }
  | { readonly type: 'write'; readonly cookie: Buffer; readonly offset: number; readonly data: Buffer }
  | { readonly type: 'flush'; readonly cookie: Buffer }
  | { readonly type: 'unknown'; readonly cookie: Buffer }
  | { readonly type: 'leave' };

export type Phase = 'flags' | 'options' | 'requests';

const EXPORT_NAME = 1;
const ABORT = 2;
const INFO = 6;
const GO = 7;
const READ = 0;
const WRITE = 1;
const DISCONNECT = 2;
const FLUSH = 3;

const FIXED_NEWSTYLE = 1;
const NO_ZEROES = 2;
const HAS_FLAGS = 1;
const SEND_FLUSH = 4;

const OPTION_REPLY = 0x3e889045565a9n;
const REPLY = 0x67446698;
const ACK = 1;
const INFO_REPLY = 3;
const UNSUPPORTED = 0x80000001;
const OPTION_HEAD = 16;
const REQUEST_HEAD = 28;
const EINVAL = 22;

/** The first bytes of a server. */
export function hello(): Buffer {
  const bytes = Buffer.alloc(18);
  bytes.write('NBDMAGICIHAVEOPT', 'latin1');
  bytes.writeUInt16BE(FIXED_NEWSTYLE | NO_ZEROES, 16);
  return bytes;
}

/** The first message in the bytes and how many it takes; null = it is not whole yet. */
export function nextMessage(
  bytes: Buffer,
  phase: Phase,
): { readonly message: NbdMessage; readonly size: number } | null {
  if (phase === 'flags') return bytes.length < 4 ? null : { message: { type: 'flags' }, size: 4 };
  return phase === 'options' ? nextOption(bytes) : nextRequest(bytes);
}

/** What is answered to an option, and whether requests follow it; null = the client wants to leave. */
export function optionReply(
  option: number,
  diskSize: number,
): { readonly bytes: Buffer; readonly isChosen: boolean } | null {
  if (option === ABORT) return null;
  if (option === EXPORT_NAME) return { bytes: exportBytes(diskSize), isChosen: true };
  if (option !== INFO && option !== GO) return { bytes: replyTo(option, UNSUPPORTED), isChosen: false };
  const info = Buffer.concat([Buffer.alloc(2), exportBytes(diskSize)]);
  const bytes = Buffer.concat([replyTo(option, INFO_REPLY, info), replyTo(option, ACK)]);
  return { bytes, isChosen: option === GO };
}

/** The answer to a request that was done. */
export function done(cookie: Buffer, data: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([replyHead(cookie, 0), data]);
}

/** The answer to a request that no disk of ours knows. */
export function refused(cookie: Buffer): Buffer {
  return replyHead(cookie, EINVAL);
}

function nextOption(bytes: Buffer): { readonly message: NbdMessage; readonly size: number } | null {
  if (bytes.length < OPTION_HEAD) return null;
  const size = OPTION_HEAD + bytes.readUInt32BE(12);
  return bytes.length < size ? null : { message: { type: 'option', option: bytes.readUInt32BE(8) }, size };
}

function nextRequest(bytes: Buffer): { readonly message: NbdMessage; readonly size: number } | null {
  if (bytes.length < REQUEST_HEAD) return null;
  const type = bytes.readUInt16BE(6);
  const cookie = Buffer.from(bytes.subarray(8, 16));
  const offset = Number(bytes.readBigUInt64BE(16));
  const length = bytes.readUInt32BE(24);
  const size = REQUEST_HEAD + (type === WRITE ? length : 0);
  if (bytes.length < size) return null;
  const message = ((): NbdMessage => {
    if (type === READ) return { type: 'read', cookie, offset, length };
    if (type === WRITE) return { type: 'write', cookie, offset, data: Buffer.from(bytes.subarray(REQUEST_HEAD, size)) };
    if (type === FLUSH) return { type: 'flush', cookie };
    return type === DISCONNECT ? { type: 'leave' } : { type: 'unknown', cookie };
  })();
  return { message, size };
}

function exportBytes(diskSize: number): Buffer {
  const bytes = Buffer.alloc(10);
  bytes.writeBigUInt64BE(BigInt(diskSize), 0);
  bytes.writeUInt16BE(HAS_FLAGS | SEND_FLUSH, 8);
  return bytes;
}

function replyTo(option: number, type: number, data: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(20);
  head.writeBigUInt64BE(OPTION_REPLY, 0);
  head.writeUInt32BE(option, 8);
  head.writeUInt32BE(type, 12);
  head.writeUInt32BE(data.length, 16);
  return Buffer.concat([head, data]);
}

function replyHead(cookie: Buffer, error: number): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(REPLY, 0);
  head.writeUInt32BE(error, 4);
  cookie.copy(head, 8);
  return head;
}
