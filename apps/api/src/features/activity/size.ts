/** So many events go into one part of a file. */
export const exportSize = 500;
