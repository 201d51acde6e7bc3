/** What stops an import as a whole: a wrong file, folder or option, told to the operator in one line. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}
