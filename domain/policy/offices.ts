/** 隶属 Which office lies within which, by their division codes: for whoever may not judge their own matter. */

/** An office or one below it: a division's code begins with those of the divisions it lies in. */
export const isWithinOffice = (office: string, of: string): boolean => office.startsWith(of);
