export const render = (D: (x: number) => string) => D(4);
// nothing of DNS at all
