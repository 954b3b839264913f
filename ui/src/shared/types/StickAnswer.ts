import type { Notice } from "./Notice";
export type StickAnswer = { "answer": "done", said: Array<Notice>, } | { "answer": "compare", hub: string, fingerprint: string, } | { "answer": "refused", said: Notice, } | { "answer": "left" };
