// What an instant needs before it in a French sentence: "depuis 18:00", "depuis le 23 nov. 18:00". The instant itself comes from
// moments.ts as "18:00", "lun. 18:00" or "23 nov. 18:00".

/** A date, not an hour and not a day of the week: it takes an article. */
const DATE = /^\d+(?:er)? /;

/** "depuis 18:00", "depuis le 23 nov. 18:00" */
export function since(when: string): string {
  return `depuis ${DATE.test(when) ? 'le ' : ''}${when}`;
}

/** "jusqu’à 18:00", "jusqu’au 23 nov. 18:00" */
export function until(when: string): string {
  return `jusqu’${DATE.test(when) ? 'au' : 'à'} ${when}`;
}

/** "à partir de 18:00", "à partir du 23 nov. 18:00" */
export function from(when: string): string {
  return `à partir ${DATE.test(when) ? 'du' : 'de'} ${when}`;
}

/** "à 18:00", "lun. 18:00", "le 23 nov. 18:00" */
export function on(when: string): string {
  if (DATE.test(when)) return `le ${when}`;
  return /^\d/.test(when) ? `à ${when}` : when;
}

/** "de 14:00 à 18:00", "du 23 nov. 14:00 au 24 nov. 18:00" */
export function span(begin: string, end: string): string {
  return `${DATE.test(begin) ? 'du' : 'de'} ${begin} ${DATE.test(end) ? 'au' : 'à'} ${end}`;
}
