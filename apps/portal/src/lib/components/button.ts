const shape =
  'inline-flex min-h-11 w-full items-center justify-center gap-2 rounded-control border px-4.5 py-2 type-body font-label text-center cursor-pointer transition-colors duration-100 motion-reduce:transition-none md:w-auto';

export const looks = {
  primary: `${shape} border-transparent bg-fill text-on-fill hover:bg-fill-hover`,
  secondary: `${shape} border-control bg-page text-ink hover:bg-sunken`,
  destructive: `${shape} border-transparent bg-stop text-page`,
  /** Reads as a link where a button changes something inside a sentence or a list. */
  link: 'link touch inline cursor-pointer text-left',
};

export type Look = keyof typeof looks;
