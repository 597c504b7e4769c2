import type { Thresholds } from '../core/profile.ts';

/** Numbers that the articles share; a profile spreads them and replaces its own. */
export const THRESHOLDS: Thresholds = {
  p95Ms: 500,
  // "Alert within 5 minutes of failure" (marketplace); the others say "before customers do" or "within minutes".
  alertMinutes: 5,
  // "Even 20 to 50 rapid requests should show whether controls exist" (B2B): the generous end.
  burst: 50,
  // "Under 3 to 8 seconds for chatbot responses depending on model and retrieval depth" (first 100 members).
  chatFirstAnswerMs: 3000,
  chatWholeAnswerMs: 8000,
  // "How to roll back deployment within 15 minutes" (first 100 members).
  rollbackMinutes: 15,
};
