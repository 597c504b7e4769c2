/** Does nothing for a while and lets nobody else do anything, as work on the event loop does. */
export function holdUp(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
