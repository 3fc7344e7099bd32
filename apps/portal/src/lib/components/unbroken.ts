/** A name with a hyphen; longer ones may break, or they would widen a narrow page. */
const name = /([\p{L}\d@._]+(?:-[\p{L}\d@._]+)+[.,;:]?)/u;

export function unbroken(text: string): { text: string; whole: boolean }[] {
  const parts = text
    .split(name)
    .map((part, index) => ({ text: part, whole: index % 2 === 1 && part.length < 34 }));
  return parts.filter((part) => part.text !== '');
}
