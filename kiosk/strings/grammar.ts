// Counts and lists in words, by the rules of a language. Knows no word itself.

export interface Grammar {
  /** "1 key", "1,204 keys". */
  readonly counted: (count: number, one: string, other: string) => string;
  /** Only the form: "key", "keys". */
  readonly form: (count: number, one: string, other: string) => string;
  /** "48,210" */
  readonly number: (count: number) => string;
  /** "a", "a and b", "a, b and c"; with `or` "a, b or c". */
  readonly listed: (names: readonly string[], join?: 'and' | 'or') => string;
}

/** @param locale BCP 47 */
export function grammarOf(locale: string): Grammar {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const joins = { and: new Intl.ListFormat(locale), or: new Intl.ListFormat(locale, { type: 'disjunction' }) };
  const form: Grammar['form'] = (count, one, other) => (rules.select(count) === 'one' ? one : other);
  return {
    form,
    counted: (count, one, other) => `${numbers.format(count)} ${form(count, one, other)}`,
    number: (count) => numbers.format(count),
    listed: (names, join = 'and') => joins[join].format(names),
  };
}
