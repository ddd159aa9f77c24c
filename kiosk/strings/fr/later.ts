// The French words of the screens that come after the first ones, each topic from its own file.
import type { LaterWords } from '../en/later.ts';
import { alarmDeskWords } from './alarmdesk.ts';
import { alarmText } from './alarms.ts';
import { asking } from './asking.ts';
import { boardWords } from './board.ts';
import { deskWords } from './desk.ts';
import { deviceWords } from './device.ts';
import { enrolWords } from './enrol.ts';
import { forceWords } from './force.ts';
import { historyWords } from './history.ts';
import { looksWords } from './looks.ts';
import { lostWords } from './lost.ts';
import { mapWords } from './map.ts';
import { refusalText } from './refusals.ts';
import { rightsWords } from './rights.ts';
import { shiftWords } from './shift.ts';
import { takeoverWords } from './takeover.ts';
import { visitWords } from './visit.ts';

export const later: LaterWords = {
  ...asking,
  ...alarmDeskWords,
  ...boardWords,
  ...mapWords,
  ...deskWords,
  ...deviceWords,
  ...forceWords,
  ...takeoverWords,
  ...historyWords,
  ...lostWords,
  ...looksWords,
  ...rightsWords,
  ...shiftWords,
  ...enrolWords,
  ...visitWords,
  refusal: refusalText,
  alarm: alarmText,
};
