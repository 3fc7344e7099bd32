import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

/** What publint and "are the types wrong" say of a tarball; for importers with ESM only, as the package is. */
export async function lints(
  tarball: Uint8Array<ArrayBuffer>,
  manifest: Record<string, unknown>,
): Promise<string[]> {
  const { messages } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  const analysis = await checkPackage(createPackageFromTarballData(tarball));
  if (!analysis.types) return ['attw: the package has no types'];
  const wrong = analysis.problems.filter(
    (problem) => !('resolutionKind' in problem) || !['node10', 'node16-cjs'].includes(problem.resolutionKind),
  );
  return [
    ...messages.map((message) => `publint: ${formatMessage(message, manifest) ?? message.code}`),
    ...wrong.map((problem) => `attw: ${JSON.stringify(problem)}`),
  ];
}
