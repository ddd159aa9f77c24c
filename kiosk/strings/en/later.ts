// The English words of the screens that come after the first ones, each topic from its own file.
import { alarmText } from './alarms.ts';
import { asking } from './asking.ts';
import { deskWords } from './desk.ts';
import { rightsWords } from './rights.ts';

export const later = { ...asking, ...deskWords, ...rightsWords, alarm: alarmText };

export type LaterWords = typeof later;
