import { readFileSync } from 'node:fs';

/** Asks a launch that is running to do something: `command.ts <control file> <act>`. The scripts in `ops/` call it. */
const [file = '', act = ''] = process.argv.slice(2);
const control: { readonly url: string; readonly token: string } = JSON.parse(readFileSync(file, 'utf8'));
const response = await fetch(`${control.url}/${act}`, {
  method: 'POST',
  headers: { authorization: `Bearer ${control.token}` },
});
const said = await response.text();
const ok = response.status === 200;
(ok ? process.stdout : process.stderr).write(`${said === '' ? `there is no ${act}` : said}\n`);
process.exitCode = ok ? 0 : 1;
