/** The last day of a card's month as printed ("09/28"), or the text as it is when it is no month. */
export function lastDayOf(printed: string): string {
  const [, month, year] = /^\s*(\d{1,2})\s*[/.\-\s]\s*(?:20)?(\d{2})\s*$/.exec(printed) ?? [];
  if (!month || !year || Number(month) < 1 || Number(month) > 12) return printed;
  // the day before the first of the next month
  return new Date(Date.UTC(2000 + Number(year), Number(month), 0)).toISOString().slice(0, 10);
}
