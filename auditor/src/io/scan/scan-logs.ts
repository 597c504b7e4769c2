import { resolve } from 'node:path';
import type { SecretSighting } from '../../evidence/secret-scan.ts';
import { findSecrets } from '../../secrets/find-secrets.ts';
import { readLog } from './log-files.ts';
import { MOST_SIGHTINGS, type ScanResult } from './scan-files.ts';
import { toldOf } from '../../secrets/told.ts';
import { lineOf } from './line-of.ts';

/** Searches log files whole, whoever wrote them and when. */
export function scanLogs(folder: string, names: readonly string[]): ScanResult {
  const sightings: SecretSighting[] = [];
  const cuts: string[] = [];
  let bytes = 0;
  for (const name of names) {
    const piece = readLog(resolve(folder, name), name, 0);
    if (piece === undefined) return { kind: 'failed', because: `the log ${name} cannot be read` };
    bytes += piece.bytes.length;
    if (piece.cut !== undefined) cuts.push(piece.cut);
    for (const match of findSecrets(piece.bytes)) {
      const line = piece.firstLine - 1 + lineOf(piece.bytes, match.at);
      if (sightings.length < MOST_SIGHTINGS) sightings.push(toldOf(match, `${name}:${line}`));
    }
  }
  if (bytes === 0) return { kind: 'failed', because: `nothing is written in ${names.join(', ')}` };
  const [cut] = cuts;
  return {
    kind: 'scanned',
    scan: {
      place: 'the logs',
      files: names.length,
      bytes,
      sightings,
      settings: [],
      ...(cut === undefined ? {} : { cut }),
    },
  };
}
