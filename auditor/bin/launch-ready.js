#!/usr/bin/env node
// Plain JavaScript that any Node can read, so that an old one gets a sentence instead of a syntax error.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `launch-ready needs Node 22.19 or newer; this is ${process.versions.node}.\nInstall a current one from https://nodejs.org or with your version manager, then try again.\n`,
  );
  process.exit(64);
}
// Whoever reads us may stop reading, as `launch-ready show | head` does; a disk that is full is another matter.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code === 'EPIPE') return;
    if (stream === process.stdout) process.stderr.write(`Cannot print the result: ${error.message}\n`);
    process.exit(64);
  });
}
const [{ enableCompileCache }, { existsSync }] = await Promise.all([
  import('node:module'),
  import('node:fs'),
]);
enableCompileCache();
// In the repository there are sources and no build; what is published is built and has no sources.
const sources = new URL('../src/cli/main.ts', import.meta.url);
const { main } = await import(existsSync(sources) ? sources.href : 'launch-ready/cli');
process.exitCode = await main(process.argv.slice(2));
