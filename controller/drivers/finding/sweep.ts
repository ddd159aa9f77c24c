// One search over one or more openings of a port: listens, asks each kind at each of its numbers, and asks again whatever
// answered. Stops at the first kind that answers, because the boards of one line are of one kind. Knows no port of its own.
import { type Clock, type Monotonic, seconds } from '../../domain/time.ts';
import type { SerialLine } from '../transport.ts';
import { type Answer, answersIn, textIn, withoutEcho } from './answers.ts';
import type { Conversation } from './conversation.ts';
import { diagnose, type Exchange, isUnread } from './diagnosis.ts';
import type { Findings, Found, Hint, ProbeStep } from './finding.ts';
import { isSameLine, modbusDetails, type Question, SEARCHES, type Spoken } from './questions.ts';
import { foundOf, type ModbusDetailData, type Place, textReader } from './suggestions.ts';

/** What is done with one opening of the port. */
export interface Stage {
  readonly line: SerialLine | null;
  readonly kinds: readonly Spoken[];
  /** Whether a reader that sends text is listened to, before anything is asked. */
  readonly listens: boolean;
  /** Numbers that each kind is looked for at, at most. */
  readonly units: number;
}

const LISTENING = seconds(2);
/** So many bytes in that time, and no text of a badge, are somebody who talks. A line that floats gives fewer. */
const TALK = 64;
/** Numbers with bytes and no frame that are asked again; where there are more, it is the line and no board. */
const MOST_GARBLED = 4;
/** So many numbers of one kind are no accident. */
const SEVERAL = 3;
/** The address that every OSDP reader answers to. */
const EVERY_READER = 0x7f;

export class Sweep {
  readonly #clock: Clock;
  readonly #until: Monotonic;
  readonly #tell: (step: ProbeStep) => void;
  readonly #exchanges: Exchange[] = [];
  readonly #found: Found[] = [];
  readonly #twins: number[] = [];
  #isCut = false;
  #talks = false;

  /** @param until after which nothing more is asked */
  constructor(clock: Clock, until: Monotonic, tell: (step: ProbeStep) => void = () => undefined) {
    this.#clock = clock;
    this.#until = until;
    this.#tell = tell;
  }

  /** Whether there is nothing more to look for. */
  get isDone(): boolean {
    return this.#found.length > 0 || this.#talks || this.#isCut;
  }

  /** Does one stage over an open port, until something answers or the port closes. */
  async run(conversation: Conversation, { line, kinds, listens, units }: Stage, place: Place): Promise<void> {
    if (listens) await this.#listen(conversation, place);
    for (const kind of kinds) {
      if (this.isDone || conversation.isOver) return;
      this.#tell({ type: 'asking', kind, line });
      const exchanges = await this.#askAll(conversation, kind, units);
      this.#exchanges.push(...exchanges);
      await this.#makeSure(conversation, kind, exchanges, place);
    }
  }

  /** @param own the setting of the line that the address names; null = none */
  findings(address: string, own: SerialLine | null): Findings {
    const { hints, sample } = diagnose(this.#exchanges);
    const isElsewhere = own !== null && this.#found.some(({ line }) => line !== null && !isSameLine(line, own));
    const all: readonly (Hint | false)[] = [
      isElsewhere && 'other_line',
      ...hints,
      this.#talks && 'line_talks',
      this.#isCut && 'cut_short',
    ];
    return {
      address,
      found: this.#found,
      twins: this.#twins,
      hints: all.filter((hint) => hint !== false),
      sample: sample === null ? null : Buffer.from(sample).toString('hex'),
    };
  }

  async #listen(conversation: Conversation, place: Place): Promise<void> {
    this.#tell({ type: 'listening', line: place.line, lasts: LISTENING });
    const heard = await conversation.listen(LISTENING, (bytes) => textIn(bytes) !== null);
    const profile = textIn(heard);
    if (profile !== null) this.#found.push(textReader(profile, place));
    else this.#talks = heard.length >= TALK;
  }

  async #askAll(conversation: Conversation, kind: Spoken, units: number): Promise<readonly Exchange[]> {
    const { questions, wait } = SEARCHES[kind];
    const exchanges: Exchange[] = [];
    for (const question of questions.slice(0, units)) {
      if (conversation.isOver || this.#isOver()) break;
      if (question.unit === EVERY_READER && kind === 'osdp' && exchanges.some(isAnswered)) continue;
      const heard = await conversation.ask(question, wait, (bytes) => answersTo(question, bytes).length > 0);
      exchanges.push({ question, heard });
    }
    return exchanges;
  }

  /**
   * What answered must answer twice, but where several numbers did. What garbled twice while others answer well is two boards
   * at once.
   */
  async #makeSure(conversation: Conversation, kind: Spoken, first: readonly Exchange[], place: Place): Promise<void> {
    const answers = new Map(
      first.flatMap(({ question, heard }) => answersTo(question, heard).map((one) => [one.unit, one])),
    );
    const unread = first.filter(isUnread).map(({ question }) => question.unit);
    const garbled = unread.length <= MOST_GARBLED ? unread.filter((unit) => !answers.has(unit)) : [];
    const twins: number[] = [];
    for (const unit of [...answers.keys(), ...garbled].toSorted((a, b) => a - b)) {
      const known = answers.size >= SEVERAL ? answers.get(unit) : undefined;
      const question = questionTo(kind, unit);
      if (question === null || conversation.isOver) continue;
      const again = known ?? (this.#isOver() ? 'unknown' : await this.#askAgain(conversation, question, unit));
      if (again === 'garbled') twins.push(unit);
      else if (again !== 'unknown') await this.#add(conversation, again, place);
    }
    if (answers.size > 0) this.#twins.push(...twins);
  }

  async #askAgain(
    conversation: Conversation,
    question: Question,
    unit: number,
  ): Promise<Answer | 'garbled' | 'unknown'> {
    const answerIn = (bytes: Uint8Array) => answersTo(question, bytes).find((answer) => answer.unit === unit);
    const heard = await conversation.ask(
      question,
      SEARCHES[question.kind].patience,
      (bytes) => answerIn(bytes) !== undefined,
    );
    this.#exchanges.push({ question, heard });
    return answerIn(heard) ?? (isUnread({ question, heard }) ? 'garbled' : 'unknown');
  }

  async #add(conversation: Conversation, answer: Answer, place: Place): Promise<void> {
    const { kind, unit } = answer;
    const isModbus = kind === 'modbus' || kind === 'modbus-tcp';
    const details = isModbus ? await this.#details(conversation, kind, unit) : null;
    this.#found.push(foundOf(answer, place, details));
    this.#tell({ type: 'found', kind, unit });
  }

  async #details(conversation: Conversation, kind: 'modbus' | 'modbus-tcp', unit: number): Promise<ModbusDetailData> {
    const ask = async (question: Question) => {
      const answers = (bytes: Uint8Array) => answersTo(question, bytes).filter((one) => one.unit === unit);
      const heard = await conversation.ask(question, SEARCHES[kind].patience, (bytes) => answers(bytes).length > 0);
      const [answer] = answers(heard);
      return answer?.kind === kind ? answer.data : null;
    };
    const { map, chip, coils } = modbusDetails(kind, unit);
    return { map: await ask(map), chip: await ask(chip), coils: await ask(coils) };
  }

  #isOver(): boolean {
    this.#isCut ||= this.#clock.monotonic() >= this.#until;
    return this.#isCut;
  }
}

function answersTo(question: Question, heard: Uint8Array): readonly Answer[] {
  return answersIn(question.kind, withoutEcho(question.bytes, heard).heard);
}

function isAnswered({ question, heard }: Exchange): boolean {
  return answersTo(question, heard).length > 0;
}

/** A reader that was found by the address of all of them has one that may stand in no list. */
function questionTo(kind: Spoken, unit: number): Question | null {
  const { questions } = SEARCHES[kind];
  const general = kind === 'osdp' ? questions.find((one) => one.unit === EVERY_READER) : undefined;
  return questions.find((one) => one.unit === unit) ?? general ?? null;
}
