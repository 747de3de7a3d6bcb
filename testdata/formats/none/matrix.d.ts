declare function D(name: string, registrar: string, ...modifiers: unknown[]): void;
declare function MX(name: string, priority: number, target: string): unknown;
