export type StickView = { id: string, name: string, };
