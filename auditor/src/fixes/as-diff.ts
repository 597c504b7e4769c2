import type { KitFile } from './kit.ts';

/** A new file as a unified diff that `git apply` and `patch -p1` take. */
export function asDiff({ path, text }: KitFile): string {
  const lines = text.replace(/\n$/u, '').split('\n');
  return [
    `diff --git a/${path} b/${path}`,
    'new file mode 100644',
    '--- /dev/null',
    `+++ b/${path}`,
    `@@ -0,0 +1,${lines.length} @@`,
    ...lines.map((line) => `+${line}`),
    ...(text.endsWith('\n') ? [] : ['\\ No newline at end of file']),
    '',
  ].join('\n');
}
