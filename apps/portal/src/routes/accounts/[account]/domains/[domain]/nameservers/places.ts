/** The fields, named as a fault names them. */
export const places = [0, 1, 2, 3, 4, 5].map((index) => ({
  index,
  name: `nameservers.${String(index)}`,
  number: index + 1,
}));
