/**
 * The short name of a finding that people type: `launch-ready replay <run> <short>`. Ten characters of a 53-bit hash
 * (cyrb53): among ten thousand findings, two share a name with a chance below one in ten million.
 */
export function shortFingerprint(fingerprint: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < fingerprint.length; at += 1) {
    const code = fingerprint.charCodeAt(at);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  const mixedHigh =
    Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  const mixedLow =
    Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  const hash = 4_294_967_296 * (2_097_151 & mixedLow) + (mixedHigh >>> 0);
  return hash.toString(36).padStart(11, '0').slice(-10);
}

/** The command that shows a finding again. */
export function replayCommand(runId: string, fingerprint: string): string {
  return `launch-ready replay ${/^[\w.-]+$/u.test(runId) ? runId : '<run>'} ${shortFingerprint(fingerprint)}`;
}
